import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { unknown } from "../../../provider/unknown.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { type SocketServer, socketServer } from "./socket-server.ts";

const password = "kept-for-tests-77a1";
const settings = [
  "shared_preload_libraries = 'pg_stat_statements,pgaudit,auto_explain'",
  "log_statement = 'ddl'",
];

let server: SocketServer;
let plugIn: PlugIn;
let inputs: Record<string, unknown>;
let outputs: Record<string, unknown>;

beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  [server, plugIn] = await Promise.all([socketServer(settings), PlugIn.start()]);
  const file = join(server.folder, "password");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  inputs = { superuser: server.reference, name: "boss", credential: `file:${file}`, version: 1 };
  outputs = { ...inputs, problems: [] };
});
afterAll(async () => {
  await plugIn?.[Symbol.asyncDispose]();
  await server?.remove();
});

const script = (sql: string, database = "postgres") => superuserScript(server.reference, sql, { database });
const problems = async () => (await plugIn.read("AdminRole", "boss", outputs, inputs)).outputs.problems;
const changes = async () => (await plugIn.diff("AdminRole", { inputs, outputs }, inputs)).diffsList;

describe("AdminRole", () => {
  it("knows all but whether it is there, in a preview", async () => {
    expect(await plugIn.create("AdminRole", { ...inputs, superuser: unknown }, true)).toEqual({
      id: "",
      outputs: { ...outputs, superuser: unknown },
    });
  });

  it("is made, logs in by its password, and is no change after", async () => {
    expect(await plugIn.create("AdminRole", inputs)).toEqual({ id: "boss", outputs });
    expect(await problems()).toEqual([]);
    expect(await changes()).toEqual([]);
    const client = await server.connect({ user: "boss", password });
    const { rows } = await client.query(
      "SELECT current_setting('createrole_self_grant') AS grants, current_setting('pgaudit.log') AS audit, current_setting('log_statement') AS log",
    );
    expect(rows).toEqual([{ grants: "set, inherit", audit: "role,ddl", log: "none" }]);
    await client.end();
  });

  it("keeps the same password as it is", async () => {
    const query = "SELECT rolpassword FROM pg_authid WHERE rolname = 'boss'";
    const before = await superuserRows(server.reference, query);
    await plugIn.update("AdminRole", "boss", outputs, { ...inputs, version: 2 });
    expect(await superuserRows(server.reference, query)).toEqual(before);
  });

  it.each([
    ["ALTER ROLE boss SUPERUSER NOCREATEDB", ["attributes of boss"]],
    ["ALTER ROLE boss NOLOGIN", ["attributes of boss"]],
    ["ALTER ROLE boss VALID UNTIL '2020-01-01'", ["attributes of boss"]],
    ["ALTER ROLE boss PASSWORD 'another'", ["password"]],
    ["ALTER ROLE boss PASSWORD NULL", ["password"]],
    ["REVOKE rds_superuser FROM boss", ["boss in rds_superuser"]],
    ["REVOKE ADMIN OPTION FOR rds_superuser FROM boss", ["boss in rds_superuser"]],
    ["REVOKE pg_monitor FROM rds_superuser", ["rds_superuser in pg_monitor"]],
    ["ALTER ROLE rds_superuser LOGIN", ["attributes of rds_superuser"]],
    ["CREATE ROLE other SUPERUSER", ["attributes of other"]],
    ["ALTER ROLE other BYPASSRLS", ["attributes of other"]],
    ["ALTER ROLE other REPLICATION", ["attributes of other"]],
    [
      "DROP ROLE other; SET SESSION AUTHORIZATION boss; SET createrole_self_grant = 'set, inherit'; CREATE ROLE other; SET createrole_self_grant = ''; CREATE ROLE made",
      ["boss in made"],
    ],
    ["REVOKE other FROM boss GRANTED BY boss", ["boss in other"]],
    ["DROP ROLE rds_iam", ["no role rds_iam"]],
    ["GRANT pg_execute_server_program TO rds_superuser", ["rds_superuser not in pg_execute_server_program"]],
    ["ALTER ROLE boss RESET createrole_self_grant", ["setting createrole_self_grant=set, inherit"]],
    ["ALTER ROLE boss RESET pgaudit.log", ["setting pgaudit.log=role,ddl"]],
    [
      "REVOKE SET ON PARAMETER session_replication_role FROM rds_superuser",
      ["SET ON PARAMETER session_replication_role"],
    ],
    ["ALTER DATABASE postgres OWNER TO rdsadmin", ["owner of postgres"]],
  ])("sees without a refresh, and mends, what %s has changed", async (sql, seen) => {
    await script(sql);
    expect(await problems()).toEqual(seen);
    expect(await changes()).toEqual(["problems"]);
    expect(await plugIn.update("AdminRole", "boss", outputs, inputs)).toEqual(outputs);
    expect(await problems()).toEqual([]);
  });

  it("says a role that is gone, and makes it again", async () => {
    await script(
      "ALTER DATABASE postgres OWNER TO rdsadmin; ALTER DATABASE template1 OWNER TO rdsadmin; DROP ROLE boss",
    );
    expect(await problems()).toEqual(["no role boss", "password"]);
    await plugIn.update("AdminRole", "boss", outputs, inputs);
    expect(await problems()).toEqual([]);
  });

  it("sets another password of the file", async () => {
    const file = String(inputs.credential).slice("file:".length);
    writeFileSync(file, "rotated-31c7\n");
    expect(await changes()).toEqual(["problems"]);
    await plugIn.update("AdminRole", "boss", outputs, inputs);
    await (await server.connect({ user: "boss", password: "rotated-31c7" })).end();
    writeFileSync(file, `${password}\n`);
    await plugIn.update("AdminRole", "boss", outputs, inputs);
  });

  it("waits for a server that is down, and changes nothing else", async () => {
    await server.stop();
    expect(await problems()).toEqual(["unreachable"]);
    const waiting = plugIn.update("AdminRole", "boss", outputs, inputs);
    await server.start();
    expect(await waiting).toEqual(outputs);
    expect(await problems()).toEqual([]);
  });

  it("leaves no verifier in the server's log or its statistics, though roles are in the audit's", async () => {
    const client = await server.connect({ user: "boss", password });
    await client.query("CREATE ROLE app LOGIN PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy'");
    await client.query("ALTER ROLE nobody PASSWORD 'S3cret-of-the-test'").catch(() => undefined);
    await client.query("DROP ROLE app");
    await client.end();
    await script("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
    const kept = "SELECT query FROM public.pg_stat_statements WHERE query ~* 'password'";
    expect(await superuserRows(server.reference, kept)).toEqual([]);
    const log = server.log();
    expect(log).not.toMatch(/SCRAM-SHA-256|S3cret-of-the-test|kept-for-tests|rotated-31c7/);
    expect(log).toContain("CREATE ROLE app LOGIN PASSWORD <REDACTED>");
    expect(log).toContain("DROP ROLE app");
  });

  it("keeps no login when it owns something, and is dropped when not", async () => {
    const query = "SELECT rolcanlogin, rolpassword FROM pg_authid WHERE rolname = 'boss'";
    await script("CREATE TABLE public.own (); ALTER TABLE public.own OWNER TO boss");
    await plugIn.delete("AdminRole", "boss", outputs);
    expect(await superuserRows(server.reference, query)).toEqual([{ rolcanlogin: false, rolpassword: null }]);
    await script("DROP TABLE public.own");
    await plugIn.delete("AdminRole", "boss", outputs);
    expect(await superuserRows(server.reference, query)).toEqual([]);
    await plugIn.delete("AdminRole", "boss", outputs);
  });

  it("says of data with another superuser whose it is, and what to do", async () => {
    const older = await socketServer([], "mcp_admin");
    try {
      const other = { ...inputs, superuser: older.reference };
      const failed = await plugIn.create("AdminRole", other).catch((error: { details: string }) => error);
      expect(failed).toMatchObject({
        details: expect.stringContaining(
          "the server has no superuser rdsadmin: its data was made by an older version of pgstack",
        ),
      });
      expect(failed).toMatchObject({ details: expect.stringContaining("--replace-data") });
    } finally {
      await older.remove();
    }
  });
});
