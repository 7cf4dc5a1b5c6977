import type { ClientBase } from "pg";
import type { ConnectionTarget } from "../../db/connection-target.ts";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { createExtension } from "../../sql/extension/create-extension.ts";
import { quoteName } from "../../sql/quote.ts";
import { createSchema } from "../../sql/schema/create-schema.ts";
import { readThere } from "../../sql/scratch/scratch-database.ts";
import { besideDatabase } from "./beside-database.ts";
import { embeddedScratch } from "./embedded-scratch.ts";

/** What is in it before the work begins. */
export interface Surroundings {
  /** Roles that migrations name; made where they are not there. */
  readonly roles: readonly string[];
  readonly extensions: readonly { readonly name: string; readonly schema?: string }[];
  readonly schemas: readonly { readonly name: string; readonly owner: string }[];
}

/** Where a scratch database is made: on the server of a connection, or on an embedded server of its own. */
export type ScratchPlace = ConnectionTarget | "embedded";

/** Somebody's work in a scratch database, which may be stopped. */
export interface ScratchOptions {
  readonly place: ScratchPlace;
  readonly surroundings: Surroundings;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works in a database of its own that has the surroundings and nothing else, and is gone afterwards, however the work
 * ends. One that was left because the program was killed goes with the next.
 * @throws whatever `work` throws; UserError when the place cannot be reached
 */
export async function withScratchDatabase<T>(
  { place, surroundings, signal }: ScratchOptions,
  work: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const prepared = async (client: ClientBase) => {
    await prepare(client, surroundings);
    signal?.throwIfAborted();
    return work(client);
  };
  return place === "embedded" ? embeddedScratch(prepared, signal) : besideDatabase(place, prepared, signal);
}

async function prepare(client: ClientBase, { roles, extensions, schemas }: Surroundings): Promise<void> {
  const { rows } = await client.query<{ roles: string[]; extensions: string[] }>(readThere);
  const { roles: madeRoles = [], extensions: madeExtensions = [] } = rows[0] ?? {};
  for (const role of roles) {
    if (!madeRoles.includes(role)) await client.query(`CREATE ROLE ${quoteName(role)} NOLOGIN`);
  }
  for (const { name, owner } of schemas) {
    if (name !== "public") await client.query(createSchema({ name, owner, comment: "" }));
  }
  for (const { name, schema = "public" } of extensions) {
    // The template of some servers brings those that only a superuser may create.
    if (madeExtensions.includes(name)) continue;
    const needed = schemas.some((each) => each.name === schema) || /^(public|pg_catalog)$/.test(schema);
    if (!needed) await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`);
    await client.query(createExtension(name, schema)).catch((error: unknown) => {
      // Where a migration needs it all the same, the server says so then.
      if (errorCode(error) !== SqlState.insufficientPrivilege) throw error;
    });
  }
}
