import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { changeFiles } from "../../../operations/online-change/change-files.ts";
import type { ChangePlan } from "../../../operations/online-change/change-plan.ts";
import { planRename } from "../../../operations/online-change/plan-rename.ts";
import { planToText } from "../../../operations/online-change/plan-to-text.ts";
import { writeChange } from "../../../operations/online-change/write-change.ts";
import { type MigrationsFolder, migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";
import { tableCatalog } from "./table-catalog.ts";

/** A column with all that can hang on one. */
const tables = `
  CREATE TABLE authors (name text PRIMARY KEY);
  CREATE TABLE "Odd table" (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "Old ""name" text COLLATE "C" NOT NULL DEFAULT 'nobody',
    title varchar(40) NOT NULL DEFAULT 'untitled',
    short text GENERATED ALWAYS AS (left("Old ""name", 3)) STORED,
    CONSTRAINT one_name UNIQUE ("Old ""name", id),
    CONSTRAINT late_name UNIQUE ("Old ""name", title) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT has_name CHECK ("Old ""name" <> ''),
    CONSTRAINT has_title CHECK (title <> ''),
    CONSTRAINT not_yet CHECK (length(title) > 1) NOT VALID,
    CONSTRAINT of_author FOREIGN KEY ("Old ""name") REFERENCES authors (name)
  );
  CREATE INDEX by_lower_name ON "Odd table" (lower("Old ""name")) WHERE "Old ""name" <> 'Old "name';
  CREATE INDEX by_title ON "Odd table" (title) INCLUDE ("Old ""name");
  CREATE INDEX by_title_alone ON "Odd table" (title);
  COMMENT ON COLUMN "Odd table"."Old ""name" IS 'who it is of';
  COMMENT ON CONSTRAINT has_title ON "Odd table" IS 'said to people';
  GRANT SELECT ("Old ""name"), UPDATE ("Old ""name") ON "Odd table" TO odd_reader;
  ALTER TABLE "Odd table" ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_rows ON "Odd table" USING ("Old ""name" = current_user) WITH CHECK ("Old ""name" <> 'x');
  CREATE VIEW names AS SELECT id, "Old ""name" AS called FROM "Odd table";
  INSERT INTO authors VALUES ('nobody'), ('Ada'), ('Grace');
  INSERT INTO "Odd table" ("Old ""name", title) VALUES ('Ada', 'one'), ('Grace', 'two');`;

let server: EmbeddedServer;
const folders: MigrationsFolder[] = [];

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE ROLE odd_owner; CREATE ROLE odd_reader");
});
afterAll(async () => {
  for (const folder of folders) folder[Symbol.dispose]();
  await server.stop();
});

/** Runs a change up and down step by step. */
async function stepThrough(plan: (schema: string) => Promise<ChangePlan>, schema: string) {
  const folder = migrationsFolder(schema, {
    "0001_tables.up.sql": tables,
    "0001_tables.down.sql": 'DROP VIEW names; DROP TABLE "Odd table"; DROP TABLE authors;',
  });
  folders.push(folder);
  const { client } = server;
  const to = async (target: number) => {
    const files = await readMigrations(folder.path);
    await migrate({ client, schema, owner: "odd_owner", files, target });
  };
  await client.query(`CREATE SCHEMA ${schema} AUTHORIZATION odd_owner`);
  await to(1);
  const made = changeFiles(await plan(schema), 2);
  await writeChange(folder.path, made);
  const states = [await tableCatalog(client, schema)];
  for (const { version } of made) {
    await to(version);
    states.push(await tableCatalog(client, schema));
  }
  return { made, states, to, read: () => tableCatalog(client, schema) };
}

const rename = (schema: string) =>
  planRename(server.client, { schema, table: "Odd table", column: 'Old "name' }, "New name");
const toText = (schema: string) => planToText(server.client, { schema, table: "Odd table", column: "title" });

describe.each([
  ["rename", "renamed", rename],
  ["change to text", "texts", toText],
])("the migrations of a %s", (_, schema, plan) => {
  it("go down, and up again, step by step, to the same catalog", async () => {
    const { made, states, to, read } = await stepThrough(plan, schema);
    expect(new Set(states.map((state) => state.join("\n"))).size).toBeGreaterThan(made.length / 2);
    for (const [at, { version }] of [...made.entries()].reverse()) {
      await to(version - 1);
      expect(await read()).toEqual(states[at]);
      await to(version);
      expect(await read()).toEqual(states[at + 1]);
      await to(version - 1);
    }
    await to(made.at(-1)?.version ?? 0);
    expect(await read()).toEqual(states.at(-1));
  });
});

describe("a rename step by step", () => {
  it("ends with the catalog and the rows that RENAME COLUMN makes", async () => {
    const { read } = await stepThrough(rename, "stepwise");
    const { client } = server;
    await client.query(`CREATE SCHEMA at_once AUTHORIZATION odd_owner; SET search_path = at_once; SET ROLE odd_owner; ${tables};
      ALTER TABLE "Odd table" RENAME COLUMN "Old ""name" TO "New name"; RESET ROLE; RESET search_path`);
    const atOnce = await tableCatalog(client, "at_once");
    const stepwise = await read();
    expect(stepwise.map((line) => line.replaceAll("stepwise", "at_once"))).toEqual(atOnce);
    const rows = (schema: string) =>
      client.query(`SELECT id, "New name", short FROM ${schema}."Odd table" ORDER BY id`);
    expect((await rows("stepwise")).rows).toEqual((await rows("at_once")).rows);
  });
});
