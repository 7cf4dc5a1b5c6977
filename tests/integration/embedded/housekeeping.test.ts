import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newServer, type TestServer, until } from "./test-server.ts";

let server: TestServer;
let admin: pg.Client;

beforeAll(async () => {
  server = await newServer();
  admin = await server.connect();
});

afterAll(async () => {
  await admin.end();
  await server.clear();
});

/** Looks so seldom that the server has an idle moment in between. */
const idly = [30_000, 2_500] as const;

describe("what PostgreSQL's background processes would do", () => {
  it("tables are analyzed and vacuumed once they have changed", async () => {
    await admin.query("CREATE TABLE grown (n int PRIMARY KEY, even bool)");
    await admin.query("INSERT INTO grown SELECT n, n % 2 = 0 FROM generate_series(1, 10000) AS n");
    await until(
      async () => {
        const { rows } = await admin.query(
          "SELECT reltuples FROM pg_class WHERE relname = 'grown' AND relallvisible > 0",
        );
        return rows[0]?.reltuples === 10_000;
      },
      ...idly,
    );
    const { rows } = await admin.query(
      "SELECT n_distinct FROM pg_stats WHERE tablename = 'grown' AND attname = 'even'",
    );
    expect(rows).toEqual([{ n_distinct: 2 }]);
  });

  it("a checkpoint is written after much was written", async () => {
    const redo = async () =>
      (await admin.query("SELECT redo_lsn FROM pg_control_checkpoint()")).rows[0].redo_lsn;
    const before = await redo();
    await admin.query(
      "CREATE TABLE wide AS SELECT n, repeat(md5(n::text), 30) AS text FROM generate_series(1, 100000) AS n",
    );
    await until(async () => (await redo()) !== before);
  });

  it("how far the log has come is remembered", async () => {
    const path = join(server.config.runFolder, "incarnation.json");
    const remembered = () => BigInt((JSON.parse(readFileSync(path, "utf8")) as { lsn: string }).lsn);
    await admin.query("CREATE TABLE more (n int)");
    const { rows } = await admin.query("SELECT (pg_current_wal_flush_lsn() - '0/0')::text AS lsn");
    await until(() => remembered() >= BigInt(rows[0].lsn));
  });

  it("is not counted among the statements", async () => {
    await admin.query("CREATE EXTENSION pg_stat_statements");
    const { rows } = await admin.query(
      "SELECT query FROM pg_stat_statements WHERE query ~ 'pg_stat_all_tables|pg_current_wal_flush_lsn..$'",
    );
    expect(rows).toEqual([]);
  });
});

describe("temporary tables", () => {
  it("end with the connection that made them, though others go on", async () => {
    const [first, second] = await Promise.all([server.connect(), server.connect()]);
    await first.query("CREATE TEMPORARY TABLE staging (n int); CREATE TEMP VIEW shown AS SELECT 1");
    await second.query("CREATE TEMP TABLE other (n int)");
    await first.end();
    await until(
      async () =>
        (await admin.query("SELECT to_regclass('pg_temp.staging') AS staging")).rows[0].staging === null,
    );
    const { rows } = await admin.query(
      "SELECT to_regclass('pg_temp.shown') AS shown, to_regclass('pg_temp.other')::text AS other",
    );
    expect(rows).toEqual([{ shown: null, other: "other" }]);
    await second.query("CREATE TEMPORARY TABLE staging (n int)");
    await second.end();
  });
});
