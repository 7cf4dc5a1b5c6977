import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  server = await newServer();
});

afterAll(() => server.clear());

beforeEach(async () => {
  [first, second] = await Promise.all([server.connect(), server.connect()]);
});

afterEach(() => Promise.all([first.end(), second.end()]));

async function setting(client: pg.Client, name: string): Promise<string> {
  return (await client.query("SELECT current_setting($1, true) AS value", [name])).rows[0].value;
}

describe("settings of a session", () => {
  it("stay with the connection that made them", async () => {
    await first.query(
      "SET search_path = mine; SET statement_timeout = '1234ms'; SET TimeZone = 'Asia/Tokyo'",
    );
    expect(await setting(second, "search_path")).toBe('"$user", public');
    expect(await setting(second, "TimeZone")).toBe("UTC");
    await second.query("SET search_path = theirs");
    expect(await setting(first, "search_path")).toBe("mine");
    expect(await setting(first, "statement_timeout")).toBe("1234ms");
    expect(await setting(first, "TimeZone")).toBe("Asia/Tokyo");
    expect(await setting(second, "search_path")).toBe("theirs");
  });

  it("are those set by set_config and a user's own, too", async () => {
    await first.query("SELECT set_config('work_mem', '9MB', false), set_config('app.tenant', 'one', false)");
    await second.query("SET app.tenant = 'two'");
    expect([await setting(first, "app.tenant"), await setting(first, "work_mem")]).toEqual(["one", "9MB"]);
    expect([await setting(second, "app.tenant"), await setting(second, "work_mem")]).toEqual(["two", "4MB"]);
  });

  it("end with the transaction when they were made for it, and when it is rolled back", async () => {
    await first.query("BEGIN; SET LOCAL work_mem = '8MB'; SET application_name = 'changed'; ROLLBACK");
    await second.query("SELECT 1");
    expect(await setting(first, "work_mem")).toBe("4MB");
    expect(await setting(first, "application_name")).toBe("");
  });

  it("go when they are reset", async () => {
    await first.query("SET work_mem = '8MB'");
    await second.query("SELECT 1");
    await first.query("RESET work_mem");
    await second.query("SELECT 1");
    expect(await setting(first, "work_mem")).toBe("4MB");
  });

  it("end with the connection", async () => {
    const brief = await server.connect();
    await brief.query("SET work_mem = '8MB'; SET ROLE pg_monitor");
    await brief.end();
    expect(await setting(first, "work_mem")).toBe("4MB");
    expect((await first.query("SELECT current_user")).rows).toEqual([{ current_user: "boss" }]);
  });

  it("are reported to their client alone", async () => {
    const told: [string, string][] = [];
    for (const [name, client] of [
      ["first", first],
      ["second", second],
    ] as const) {
      const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
      connection.on("parameterStatus", ({ parameterName, parameterValue }) => {
        told.push([name, `${parameterName}=${parameterValue}`]);
      });
    }
    await first.query("SET application_name = 'one'");
    await second.query("SELECT 1");
    await second.query("SET application_name = 'two'");
    await first.query("SELECT 1");
    expect(told).toEqual([
      ["first", "application_name=one"],
      ["second", "application_name=two"],
    ]);
  });
});

describe("the last connection's end", () => {
  it("leaves nothing to the next one", async () => {
    await first.query(
      "CREATE TEMPORARY TABLE passing (id int); PREPARE plan AS SELECT 1; SELECT pg_advisory_lock(7)",
    );
    await Promise.all([first.end(), second.end()]);
    [first, second] = [await server.connect(), await server.connect()];
    const { rows } = await first.query(
      `SELECT to_regclass('pg_temp.passing') AS passing,
              (SELECT count(*)::int FROM pg_prepared_statements) AS plans,
              (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory') AS locks`,
    );
    // The statement itself is prepared without a name.
    expect(rows).toEqual([{ passing: null, plans: 0, locks: 0 }]);
  });
});
