import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { serverOfFile } from "./server-of-file.ts";
import { codeOf } from "./test-server.ts";

const server = serverOfFile();

describe("login with pg", () => {
  it("lets in who knows the password, as the role asked for", async () => {
    const { rows } = await server.admin.query("SELECT current_user, session_user, current_database() AS db");
    expect(rows).toEqual([{ current_user: "boss", session_user: "boss", db: "shop" }]);
  });

  it("refuses a wrong password, an unknown role and the internal superuser alike", async () => {
    for (const user of ["boss", "nobody", "postgres"]) {
      const refused = server.connect({ user, password: "wrong" });
      await expect(refused).rejects.toMatchObject({
        code: "28P01",
        severity: "FATAL",
        message: `password authentication failed for user "${user}"`,
      });
    }
  });

  it("lets nobody in as postgres, even with a password", async () => {
    await server.admin.query("ALTER ROLE postgres PASSWORD 'known'");
    expect(await codeOf(server.connect({ user: "postgres", password: "known" }))).toBe("28P01");
    await server.admin.query("ALTER ROLE postgres PASSWORD NULL");
  });

  it("refuses a role that may not log in, one that has expired and one without a password", async () => {
    await server.admin.query("CREATE ROLE closed NOLOGIN PASSWORD 'p'; CREATE ROLE bare LOGIN");
    await server.admin.query("CREATE ROLE expired LOGIN PASSWORD 'p' VALID UNTIL '2001-01-01'");
    await expect(server.connect({ user: "closed", password: "p" })).rejects.toMatchObject({
      code: "28000",
      message: 'role "closed" is not permitted to log in',
    });
    expect(await codeOf(server.connect({ user: "expired", password: "p" }))).toBe("28P01");
    expect(await codeOf(server.connect({ user: "bare", password: "x" }))).toBe("28P01");
  });

  it("refuses a database that is not there, and one the role may not use", async () => {
    await expect(server.connect({ database: "other" })).rejects.toMatchObject({
      code: "3D000",
      message: 'database "other" does not exist',
    });
    await server.admin.query(
      "CREATE ROLE guest LOGIN PASSWORD 'p'; REVOKE CONNECT ON DATABASE shop FROM PUBLIC",
    );
    expect(await codeOf(server.connect({ user: "guest", password: "p" }))).toBe("42501");
    await server.admin.query("GRANT CONNECT ON DATABASE shop TO PUBLIC");
    await (await server.connect({ user: "guest", password: "p" })).end();
  });

  it("keeps to a role's number of connections", async () => {
    await server.admin.query("CREATE ROLE single LOGIN PASSWORD 'p' CONNECTION LIMIT 1");
    const first = await server.connect({ user: "single", password: "p" });
    expect(await codeOf(server.connect({ user: "single", password: "p" }))).toBe("53300");
    await first.end();
  });

  it("takes a password that was set as a name with other characters", async () => {
    await server.admin.query(`CREATE ROLE "Zoë ""Q""" LOGIN PASSWORD 'pässwörd'`);
    const client = await server.connect({ user: 'Zoë "Q"', password: "pässwörd" });
    const { rows } = await client.query("SELECT current_user");
    expect(rows).toEqual([{ current_user: 'Zoë "Q"' }]);
    await client.end();
  });

  it("ends the hundred and first connection", async () => {
    const clients = await Promise.all(Array.from({ length: 99 }, () => server.connect()));
    await expect(server.connect()).rejects.toMatchObject({
      code: "53300",
      message: "sorry, too many clients already",
    });
    await Promise.all(clients.map((client) => client.end()));
    await (await server.connect()).end();
  });
});

describe("the start of a connection", () => {
  it("tells the client of its parameters", async () => {
    const client = new pg.Client({ ...server.config, user: "boss", password: server.password });
    const told = new Map<string, string>();
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on("parameterStatus", ({ parameterName, parameterValue }) =>
      told.set(parameterName, parameterValue),
    );
    await client.connect();
    await client.end();
    expect(told.get("server_version")).toMatch(/^18\./);
    expect(told.get("session_authorization")).toBe("boss");
    expect(told.get("is_superuser")).toBe("on");
    expect(told.get("client_encoding")).toBe("UTF8");
    expect(told.get("standard_conforming_strings")).toBe("on");
    expect(told.size).toBe(15);
  });

  it("takes parameters, and goes back to them on RESET", async () => {
    const client = await server.connect({
      application_name: "mine",
      options: "-c search_path=a,b -c work_mem=9MB",
    });
    await client.query("SET search_path = elsewhere; SET work_mem = '10MB'; RESET ALL");
    const { rows } = await client.query(
      "SELECT current_setting('search_path') AS path, current_setting('work_mem') AS mem, current_setting('application_name') AS app",
    );
    expect(rows).toEqual([{ path: "a,b", mem: "9MB", app: "mine" }]);
    await client.end();
    const { rows: others } = await server.admin.query("SHOW search_path");
    expect(others).toEqual([{ search_path: '"$user", public' }]);
  });

  it("refuses parameters that are none, or are not the client's to set", async () => {
    expect(await codeOf(server.connect({ options: "-c search_path=a -c nothing=1" }))).toBe("42704");
    expect(await codeOf(server.connect({ options: "-c shared_buffers=1" }))).toBe("55P02");
    await server.admin.query("CREATE ROLE plain LOGIN PASSWORD 'p'");
    const raised = server.connect({
      user: "plain",
      password: "p",
      options: "-c session_authorization=postgres",
    });
    expect(await codeOf(raised)).toBe("42501");
    const { rows } = await server.admin.query("SHOW search_path");
    expect(rows).toEqual([{ search_path: '"$user", public' }]);
  });

  it("takes the settings of the role and of the database", async () => {
    await server.admin.query("CREATE ROLE tuned LOGIN PASSWORD 'p'; ALTER ROLE tuned SET work_mem = '12MB'");
    await server.admin.query(
      "ALTER DATABASE shop SET statement_timeout = '7s'; ALTER DATABASE shop SET work_mem = '11MB'",
    );
    const client = await server.connect({ user: "tuned", password: "p" });
    const { rows } = await client.query(
      "SELECT current_setting('work_mem') m, current_setting('statement_timeout') t",
    );
    expect(rows).toEqual([{ m: "12MB", t: "7s" }]);
    await client.end();
    await server.admin.query("ALTER DATABASE shop RESET ALL");
  });
});

describe("login with psql", () => {
  it("lets in and refuses", async () => {
    const inside = await server.psql(["-At", "-c", "SELECT current_user", "-c", "\\conninfo"]);
    expect(inside.code).toBe(0);
    expect(inside.stdout).toContain("boss\n");
    const outside = await server.psql(["-c", "SELECT 1"], { user: "boss", password: "wrong" });
    expect(outside.code).toBe(2);
    expect(outside.stderr).toContain('FATAL:  password authentication failed for user "boss"');
  });

  it("shows what is there, and errors where they are", async () => {
    await server.admin.query("CREATE TABLE shown (id int PRIMARY KEY, name text NOT NULL DEFAULT 'x')");
    const { stdout, stderr } = await server.psql([
      "-c",
      "\\dt",
      "-c",
      "\\d shown",
      "-c",
      "SELECT nme FROM shown",
    ]);
    expect(stdout).toContain("| shown | table | boss");
    expect(stdout).toContain('"shown_pkey" PRIMARY KEY, btree (id)');
    expect(stderr).toContain('column "nme" does not exist');
    expect(stderr).toContain("LINE 1: SELECT nme FROM shown");
    expect(stderr).toContain('HINT:  Perhaps you meant to reference the column "shown.name".');
  });

  it("writes no secret to its log", () => {
    const log = readFileSync(join(server.config.runFolder, "server.log"), "utf8");
    for (const secret of [server.password, "pässwörd", "SCRAM-SHA-256"]) expect(log).not.toContain(secret);
  });
});
