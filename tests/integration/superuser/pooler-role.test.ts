import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { type SocketServer, socketServer } from "./socket-server.ts";

let server: SocketServer;
let plugIn: PlugIn;
let inputs: Record<string, unknown>;
let outputs: Record<string, unknown>;

beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  [server, plugIn] = await Promise.all([socketServer(), PlugIn.start()]);
  inputs = { superuser: server.reference };
  outputs = { ...inputs, problems: [] };
});
afterAll(async () => {
  await plugIn?.[Symbol.asyncDispose]();
  await server?.remove();
});

const script = (sql: string) => superuserScript(server.reference, sql);
const problems = async () => (await plugIn.read("PoolerRole", "pgbouncer", outputs, inputs)).outputs.problems;
const changes = async () => (await plugIn.diff("PoolerRole", { inputs, outputs }, inputs)).diffsList;

describe("PoolerRole", () => {
  it("is made, and is no change after", async () => {
    expect(await plugIn.create("PoolerRole", inputs)).toEqual({ id: "pgbouncer", outputs });
    expect(await problems()).toEqual([]);
    expect(await changes()).toEqual([]);
  });

  it("looks up whoever may log in by a password, and nobody else", async () => {
    await script(`CREATE ROLE app LOGIN PASSWORD 'one'; CREATE ROLE "of ' all" LOGIN PASSWORD 'one';
      CREATE ROLE boss SUPERUSER LOGIN PASSWORD 'one'; CREATE ROLE copy REPLICATION LOGIN PASSWORD 'one';
      CREATE ROLE team NOLOGIN PASSWORD 'one'; CREATE ROLE ended LOGIN PASSWORD 'one' VALID UNTIL '2020-01-01';
      CREATE ROLE certificate LOGIN;
      SET password_encryption = 'md5'; CREATE ROLE old LOGIN PASSWORD 'one'; ALTER ROLE pgbouncer PASSWORD 'one'`);
    const found = await superuserRows<{ uname: string }>(
      server.reference,
      `SELECT l.uname, l.phash = a.rolpassword AS same FROM pg_authid a, pgbouncer.user_lookup(a.rolname::text) AS l
       ORDER BY 1`,
    );
    expect(found).toEqual([
      { uname: "app", same: true },
      { uname: "of ' all", same: true },
    ]);
  });

  it("answers to pgbouncer alone", async () => {
    const as = (role: string) =>
      script(`SET ROLE ${role}; SELECT count(*) FROM pgbouncer.user_lookup('app')`).catch(
        (error: { code: string }) => error.code,
      );
    expect(await as("pgbouncer")).toBe("1");
    expect(await as("app")).toBe("42501");
    // Nor does it read them itself.
    expect(
      await script("SET ROLE pgbouncer; SELECT FROM pg_authid").catch(
        (error: { code: string }) => error.code,
      ),
    ).toBe("42501");
  });

  it.each([
    ["ALTER ROLE pgbouncer PASSWORD 'by hand'", ["role pgbouncer"]],
    ["GRANT pg_read_all_data TO pgbouncer", ["role pgbouncer"]],
    ["GRANT USAGE ON SCHEMA pgbouncer TO PUBLIC", ["schema pgbouncer"]],
    ["GRANT EXECUTE ON FUNCTION pgbouncer.user_lookup TO PUBLIC", ["function user_lookup"]],
    ["ALTER FUNCTION pgbouncer.user_lookup RESET search_path", ["function user_lookup"]],
    ["ALTER FUNCTION pgbouncer.user_lookup OWNER TO app", ["function user_lookup"]],
    ["DROP SCHEMA pgbouncer CASCADE", ["schema pgbouncer", "function user_lookup"]],
  ])("sees without a refresh, and mends, what %s has changed", async (sql, seen) => {
    await plugIn.update("PoolerRole", "pgbouncer", outputs, inputs);
    await script(sql);
    expect(await problems()).toEqual(seen);
    expect(await changes()).toEqual(["problems"]);
    expect(await plugIn.update("PoolerRole", "pgbouncer", outputs, inputs)).toEqual(outputs);
    expect(await problems()).toEqual([]);
  });

  it("goes with all it made", async () => {
    await plugIn.delete("PoolerRole", "pgbouncer", outputs);
    expect(
      await superuserRows(
        server.reference,
        "SELECT nspname AS name FROM pg_namespace WHERE nspname = 'pgbouncer' UNION SELECT rolname FROM pg_roles WHERE rolname = 'pgbouncer'",
      ),
    ).toEqual([]);
    await plugIn.delete("PoolerRole", "pgbouncer", outputs);
  });
});
