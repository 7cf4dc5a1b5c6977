import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "../../../model/database.ts";
import type { MigratedSchema } from "../../../operations/migrate/apply-all.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { verifyMigrations } from "../../../operations/migrate/verify-migrations.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { kinds, type ServerOfKind, serverOfKind } from "./server-of-kind.ts";

const model = database({ foreignKeyIndexes: false, embeddingDimensions: 384 });

async function repositorySchemas(): Promise<MigratedSchema[]> {
  const schemas: MigratedSchema[] = [];
  for (const { name, owner, variables } of model.schemas) {
    const files = await readMigrations(join(projectRoot, "migrations", name), variables);
    schemas.push({ schema: name, owner, files });
  }
  return schemas;
}

describe.each(kinds)("verifyMigrations on the %s server", (kind) => {
  let server: ServerOfKind | undefined;
  const place = () => server?.connection ?? "embedded";
  const surroundings = { roles: ["shop_owner"], extensions: [] };
  const verify = async (files: Record<string, string>) => {
    using folder = migrationsFolder("shop", files);
    const schemas = [{ schema: "shop", owner: "shop_owner", files: await readMigrations(folder.path) }];
    const results = await verifyMigrations({ place: place(), schemas, surroundings });
    return results.map(({ durationMs: _, ...result }) => result);
  };

  // An embedded server is started for each run: there is none to be made here.
  beforeAll(async () => {
    if (kind === "embedded") return;
    server = await serverOfKind(kind);
    await server.client.query(
      "CREATE ROLE shop_owner; CREATE ROLE mcp_owner; GRANT shop_owner, mcp_owner TO boss",
    );
  });
  afterAll(() => server?.stop());

  it("finds every migration of the repository the same after up, down, up", async () => {
    const schemas = await repositorySchemas();
    const verified = await verifyMigrations({
      place: place(),
      schemas,
      surroundings: { roles: ["mcp_owner"], extensions: model.extensions },
    });
    expect(verified.length).toBe(schemas.flatMap(({ files }) => files).length);
    expect(verified.map(({ schema, label, result, lines }) => ({ schema, label, result, lines }))).toEqual(
      verified.map(({ schema, label }) => ({ schema, label, result: "identical", lines: undefined })),
    );
  });

  it("names what a down leaves behind or takes too much, and does not try what follows", async () => {
    expect(
      await verify({
        "0001_a.up.sql": "CREATE TABLE a (id integer);",
        "0001_a.down.sql": "DROP TABLE a;",
        "0002_b.up.sql": "CREATE TABLE b (); ALTER TABLE a ALTER COLUMN id SET NOT NULL;",
        "0002_b.down.sql": "DROP TABLE b;",
        "0003_c.up.sql": "CREATE TABLE c ();",
        "0003_c.down.sql": "DROP TABLE c;",
      }),
    ).toEqual([
      { schema: "shop", label: "0001_a", result: "identical" },
      {
        schema: "shop",
        label: "0002_b",
        result: "different",
        step: "down",
        lines: ["- shop: column a.id integer", "+ shop: column a.id integer not null"],
      },
      { schema: "shop", label: "0003_c", result: "not tried" },
    ]);
  });

  // What follows is the same on both, and an embedded server takes seconds to start.
  if (kind === "embedded") return;

  it("runs what needs to be outside a transaction", async () => {
    expect(
      await verify({
        "0001_a.up.sql": "CREATE TABLE a (id integer);",
        "0001_a.down.sql": "DROP TABLE a;",
        "0002_b.up.sql": "-- no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS b_idx ON a (id)",
        "0002_b.down.sql": "-- no-transaction\nDROP INDEX CONCURRENTLY IF EXISTS b_idx",
      }),
    ).toEqual([
      { schema: "shop", label: "0001_a", result: "identical" },
      { schema: "shop", label: "0002_b", result: "identical" },
    ]);
  });

  it.each([
    [
      "an up",
      "CREATE TABLE a (id nothing);",
      "",
      "up",
      'shop/0001_a.up.sql:1: type "nothing" does not exist',
    ],
    [
      "a down",
      "CREATE TABLE a ();",
      "DROP TABLE b;",
      "down",
      'shop/0001_a.down.sql: table "b" does not exist',
    ],
    [
      "a second up",
      "DO $$ BEGIN IF to_regclass('pg_temp.seen') IS NOT NULL THEN RAISE 'seen'; END IF; END $$; CREATE TEMP TABLE seen ();",
      "",
      "second up",
      "shop/0001_a.up.sql: seen",
    ],
  ])("says which file the server refuses: %s", async (_what, up, down, step, words) => {
    const [result] = await verify({ "0001_a.up.sql": up, "0001_a.down.sql": down });
    expect(result).toEqual({ schema: "shop", label: "0001_a", result: "refused", step, lines: [words] });
  });

  it("leaves nothing behind when it is stopped", async () => {
    using folder = migrationsFolder("shop", {
      "0001_a.up.sql": "SELECT pg_sleep(60);",
      "0001_a.down.sql": "",
    });
    const stop = new AbortController();
    const schemas = [{ schema: "shop", owner: "shop_owner", files: await readMigrations(folder.path) }];
    const onProgress = () => stop.abort();
    const began = Date.now();
    await expect(
      verifyMigrations({ place: place(), schemas, surroundings, signal: stop.signal, onProgress }),
    ).rejects.toThrow(/canceling statement due to user request|aborted/);
    expect(Date.now() - began).toBeLessThan(30_000);
    const left = await server?.client.query("SELECT datname FROM pg_database WHERE datname ~ 'scratch'");
    expect(left?.rows ?? []).toEqual([]);
  });
});
