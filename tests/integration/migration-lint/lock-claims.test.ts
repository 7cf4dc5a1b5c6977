import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { KnownSchema } from "../../../operations/migration-lint/known-schema.ts";
import { parseSql } from "../../../operations/migration-lint/parse-sql.ts";
import { SourceText } from "../../../operations/migration-lint/source-text.ts";
import type { Statement } from "../../../operations/migration-lint/statement.ts";
import { steadyFunctions } from "../../../operations/migration-lint/tree/volatility.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { lintTexts } from "../../unit/migration-lint/lint-text.ts";
import { type BareServer, newBareServer } from "../configuration/bare-server.ts";
import { lockClaims } from "./lock-claims.ts";

let server: BareServer | undefined;
let client: pg.Client;

const tables = `
  CREATE TABLE parent (id bigint PRIMARY KEY);
  CREATE TABLE child (parent_id bigint REFERENCES parent (id));
  CREATE TABLE t (id bigint NOT NULL, parent_id bigint, name varchar(40), note text, amount integer,
                  price numeric(10, 2), during tstzrange);
  CREATE UNIQUE INDEX t_unique_idx ON t (id);
  CREATE DOMAIN d AS int;
  CREATE TABLE u (id d);
  CREATE TABLE p (kind int) PARTITION BY LIST (kind);
  CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
  CREATE TABLE spare (kind int);
  INSERT INTO parent SELECT * FROM generate_series(1, 100);
  INSERT INTO t SELECT i, i, 'name ' || i, 'note', i, i,
                       tstzrange(to_timestamp(i), to_timestamp(i + 1)) FROM generate_series(1, 100) i;
  INSERT INTO u SELECT * FROM generate_series(1, 100);
  ALTER TABLE t ADD CONSTRAINT unvalidated_key FOREIGN KEY (parent_id) REFERENCES parent (id) NOT VALID;
  ALTER TABLE t ADD CONSTRAINT proof CHECK (name IS NOT NULL) NOT VALID;
  CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
  CREATE UNIQUE INDEX m_idx ON m (id);`;

beforeAll(async () => {
  if (!hasPostgres) return;
  server = await newBareServer();
  await server.startWith({});
  client = new pg.Client({ host: server.folder, user: "rdsadmin", database: "postgres" });
  await client.connect();
  await client.query(tables);
});

beforeEach((context) => needsPostgres(context));

afterAll(async () => {
  await client?.end();
  await server?.clear();
});

function statementsOf(sql: string): readonly Statement[] {
  const parsed = parseSql(new SourceText(sql, {}));
  if ("message" in parsed) throw new Error(parsed.message);
  return parsed.statements;
}

/** PostgreSQL's table locks, the weakest first. */
const strengths = [
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock",
];

/** The strongest lock of this transaction on each table that was there before, by the table's name then. */
async function heldLocks(names: ReadonlyMap<number, string>): Promise<Record<string, string>> {
  const { rows } = await client.query<{ relation: number; mode: string }>(
    "SELECT relation::int, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted",
  );
  const held: Record<string, string> = {};
  for (const { relation, mode } of rows) {
    const name = names.get(relation);
    if (name !== undefined && strengths.indexOf(mode) > strengths.indexOf(held[name] ?? ""))
      held[name] = mode;
  }
  return held;
}

async function tableNames(): Promise<Map<number, string>> {
  const { rows } = await client.query<{ oid: number; name: string }>(
    "SELECT oid::int, relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'm')",
  );
  return new Map(rows.map(({ oid, name }) => [oid, name]));
}

/** Where the rows of `t` are stored, and how often this transaction has read all of them. */
async function stateOf(table: number): Promise<{ file: number; scans: number }> {
  const { rows } = await client.query<{ file: number; scans: number }>(
    "SELECT relfilenode::int AS file, pg_stat_get_xact_numscans(oid)::int AS scans FROM pg_class WHERE oid = $1",
    [table],
  );
  return rows[0] ?? { file: 0, scans: 0 };
}

describe("what the rules say of locks is what PostgreSQL does", () => {
  it.each(lockClaims)("$statement ($rule)", async (claim) => {
    const { rule, statement, before, locks, rewrites = false, scans = false } = claim;
    const names = await tableNames();
    const t = [...names].find(([, name]) => name === "t")?.[0] ?? 0;
    await client.query("BEGIN");
    try {
      if (before !== undefined) await client.query(before);
      const then = await stateOf(t);
      await client.query(statement);
      expect(await heldLocks(names)).toEqual(locks);
      const now = await stateOf(t);
      expect({ rewrites: now.file !== then.file, scans: now.scans > then.scans }).toEqual({
        rewrites,
        scans,
      });
    } finally {
      await client.query("ROLLBACK");
    }
    const texts = [tables, ...(before === undefined ? [] : [before]), statement];
    const found = lintTexts(texts).findings.filter(
      ({ file, level }) => level === "error" && file.startsWith(`shop/000${texts.length}`),
    );
    expect(found.map((finding) => finding.rule)).toEqual(rule === undefined ? [] : [rule]);
  });

  it.each(lockClaims.filter(({ statement }) => /^(ALTER TABLE|LOCK TABLE|CLUSTER) t\b/.test(statement)))(
    "and what lock-escalation goes by: $statement",
    ({ rule, statement, locks }) => {
      const other = "ALTER TABLE another ADD COLUMN x text;";
      const { findings } = lintTexts([tables, `${other}\n${statement}`]);
      const found = findings
        .filter(({ file }) => file.startsWith("shop/0002"))
        .map((finding) => finding.rule);
      const escalates = locks.t === "AccessExclusiveLock";
      expect({ rule, escalates: found.includes("lock-escalation") }).toEqual({ rule, escalates });
    },
  );

  it("a CHECK without a name is called as PostgreSQL calls it", async () => {
    const sql =
      "CREATE TABLE named (x int CHECK (x > 0), CHECK (x < 9), CHECK (true), CHECK (x > y), y int, CHECK (y > y - 1))";
    await client.query(sql);
    const { rows } = await client.query<{ name: string }>(
      "SELECT conname::text AS name FROM pg_constraint WHERE conrelid = 'named'::regclass AND contype = 'c'",
    );
    const known = new KnownSchema("public");
    for (const { node } of statementsOf(sql)) known.take(node);
    const names = new Set([
      ...known.checksOn({ relname: "named" }, "x"),
      ...known.checksOn({ relname: "named" }, "y"),
      "named_check",
    ]);
    expect([...names].sort()).toEqual(rows.map(({ name }) => name).sort());
    await client.query("DROP TABLE named");
  });

  it("no function that is called steady is volatile", async () => {
    const { rows } = await client.query<{ name: string; steady: boolean }>(
      `SELECT proname::text AS name, bool_and(provolatile <> 'v') AS steady FROM pg_proc
       WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY ($1) GROUP BY proname`,
      [[...steadyFunctions]],
    );
    expect(rows.filter(({ steady }) => !steady)).toEqual([]);
    expect(rows.map(({ name }) => name).sort()).toEqual([...steadyFunctions].sort());
  });
});
