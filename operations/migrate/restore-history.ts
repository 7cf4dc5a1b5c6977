import type { ClientBase } from "pg";
import type { ConnectionTarget } from "../../db/connection-target.ts";
import { UserError } from "../../errors/user-error.ts";
import { freeIndexPrefix } from "../../sql/catalog/indexes.ts";
import { restoreHistory as insert } from "../../sql/migration/history-rows.ts";
import { readSurroundings, type SurroundingsRow } from "../../sql/scratch/scratch-database.ts";
import {
  type CatalogDifference,
  catalogDifference,
  differenceLines,
  isEqual,
} from "../catalog/catalog-difference.ts";
import { describeSchema } from "../catalog/describe-schema.ts";
import { withoutRowSecurity } from "../catalog/without-row-security.ts";
import { withScratchDatabase } from "../scratch/scratch-database.ts";
import { appliedMigrations } from "./applied-migrations.ts";
import { applyAll, type MigratedSchema } from "./apply-all.ts";
import { inTransaction } from "./in-transaction.ts";
import { type Migration, migrationLabel } from "./migration.ts";
import { historyValues } from "./migration-steps.ts";

export interface RestoreOptions extends MigratedSchema {
  readonly client: ClientBase;
  /** The server's; a scratch database is made there, or beside an embedded server. */
  readonly connection: ConnectionTarget;
  /** Migrations that are in the catalog and not in the history, by the look of it. */
  readonly unrecorded: readonly Migration[];
  /** Schemas that the files refer to, complete. @default none */
  readonly needs?: readonly MigratedSchema[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Puts rows back into the history that were deleted from it, once it is proved that they belong there: the files are
 * applied to an empty database, and what they make is compared with what the schema has. No migration is run again.
 *
 * Indexes that are in the schema and that no migration makes are left out of the comparison, and so is row security: they
 * are resources of their own.
 *
 * @throws UserError with the difference where there is one; nothing is changed then
 */
export async function restoreHistory(options: RestoreOptions): Promise<void> {
  const { client, schema, unrecorded } = options;
  const [wanted, found] = [await expected(options), await describeSchema(client, schema)];
  const difference = forgiving(catalogDifference(withoutRowSecurity(wanted), withoutRowSecurity(found)));
  if (!isEqual(difference)) throw differs(options, difference);
  await inTransaction(client, async () => {
    for (const migration of unrecorded) await client.query(insert, historyValues(schema, migration, 0));
  });
}

async function expected(options: RestoreOptions): Promise<string[]> {
  const { client, connection, schema, owner, files, unrecorded, needs = [], signal } = options;
  const applied = await appliedMigrations(client, schema);
  const newest = Math.max(...[...applied, ...unrecorded].map(({ version }) => version));
  const { rows } = await client.query<SurroundingsRow>(readSurroundings);
  const { roles = [], extensions = [], embedded = false } = rows[0] ?? {};
  const schemas = [...needs, { schema, owner, files: files.filter(({ version }) => version <= newest) }];
  const place = embedded ? "embedded" : connection;
  const surroundings = {
    roles,
    extensions,
    schemas: schemas.map((each) => ({ name: each.schema, owner: each.owner })),
  };
  try {
    return await withScratchDatabase({ place, surroundings, signal }, async (scratch) => {
      for (const each of schemas) await applyAll(scratch, each, signal);
      return describeSchema(scratch, schema);
    });
  } catch (cause) {
    if (!UserError.isInstance(cause)) throw cause;
    throw new UserError(
      `${lost(unrecorded)}, and the files cannot be tried in a database of their own: ${cause.message}`,
      {
        where: `migrations ${schema}`,
        mend: "Run `npx pgstack migrate up`, which knows all schemas; or put the rows back by hand.",
        cause,
      },
    );
  }
}

function forgiving({ missing, extra }: CatalogDifference): CatalogDifference {
  return { missing, extra: extra.filter((line) => !line.startsWith(freeIndexPrefix)) };
}

function differs({ schema, unrecorded }: RestoreOptions, difference: CatalogDifference): UserError {
  return new UserError(
    [
      `${lost(unrecorded)}, but the schema is not what the files make (- they make it, + it is there):`,
      ...differenceLines(difference).map((line) => `  ${line}`),
    ].join("\n"),
    {
      where: `migrations ${schema}`,
      mend: "Make the schema what the files say, or undo by hand what is there of these migrations; then run this again.",
    },
  );
}

function lost(unrecorded: readonly Migration[]): string {
  return `${unrecorded.map(migrationLabel).join(", ")}: not in pgstack.migrations, though what comes of it is there`;
}
