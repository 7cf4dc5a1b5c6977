import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, newServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let admin: pg.Client;
let reader: pg.Client;

beforeAll(async () => {
  server = await newServer();
  admin = await server.connect();
  await admin.query("CREATE TABLE things (id int); INSERT INTO things VALUES (1)");
  await admin.query("CREATE ROLE reader LOGIN PASSWORD 'p'; CREATE ROLE team; GRANT team TO reader");
  await admin.query("GRANT SELECT ON things TO reader");
  reader = await server.connect({ user: "reader", password: "p" });
});

afterAll(async () => {
  await reader.end();
  await admin.end();
  await server.clear();
});

const who = "SELECT current_user AS now, session_user AS login";

describe("privileges are those of the login", () => {
  it("reads what it may read, and nothing else", async () => {
    expect((await reader.query("SELECT * FROM things")).rows).toEqual([{ id: 1 }]);
    expect(await codeOf(reader.query("INSERT INTO things VALUES (2)"))).toBe("42501");
    expect(await codeOf(reader.query("SELECT rolpassword FROM pg_authid"))).toBe("42501");
    expect(await codeOf(reader.query("CREATE TABLE mine (id int)"))).toBe("42501");
    expect((await admin.query("INSERT INTO things VALUES (2)")).rowCount).toBe(1);
  });

  it("holds when two logins alternate, in both protocols", async () => {
    for (let round = 0; round < 20; round++) {
      expect((await admin.query(who)).rows).toEqual([{ now: "boss", login: "boss" }]);
      expect((await reader.query(who, [])).rows).toEqual([{ now: "reader", login: "reader" }]);
    }
  });

  it("lets nobody make itself somebody else", async () => {
    const attempts = [
      "SET SESSION AUTHORIZATION postgres",
      "SET SESSION AUTHORIZATION boss",
      "SELECT set_config('session_authorization', 'postgres', false)",
      "SET ROLE boss",
      "ALTER ROLE reader SUPERUSER",
      "DO $$ BEGIN EXECUTE 'SET SESSION AUTHORIZATION postgres'; END $$",
    ];
    for (const sql of attempts) expect([sql, await codeOf(reader.query(sql))]).toEqual([sql, "42501"]);
  });

  it("stays with the login after everything that resets", async () => {
    for (const sql of [
      "RESET SESSION AUTHORIZATION",
      "SET SESSION AUTHORIZATION DEFAULT",
      "RESET ROLE",
      "RESET ALL",
      "DISCARD ALL",
    ]) {
      await reader.query(sql);
      expect((await reader.query(who)).rows).toEqual([{ now: "reader", login: "reader" }]);
    }
  });

  it("lets a member take its role, and keeps it while others work", async () => {
    await reader.query("SET ROLE team");
    expect((await admin.query(who)).rows).toEqual([{ now: "boss", login: "boss" }]);
    expect((await reader.query(who)).rows).toEqual([{ now: "team", login: "reader" }]);
    await reader.query("RESET ROLE");
  });

  it("lets the administrator become another, and come back", async () => {
    await admin.query("SET SESSION AUTHORIZATION reader");
    expect((await reader.query(who)).rows).toEqual([{ now: "reader", login: "reader" }]);
    expect((await admin.query(who)).rows).toEqual([{ now: "reader", login: "reader" }]);
    await admin.query("RESET SESSION AUTHORIZATION");
    expect((await admin.query(who)).rows).toEqual([{ now: "boss", login: "boss" }]);
  });

  it("ends the connection of a role that was dropped", async () => {
    await admin.query("CREATE ROLE brief LOGIN PASSWORD 'p'");
    const brief = await server.connect({ user: "brief", password: "p" });
    await admin.query("DROP ROLE brief");
    expect(await codeOf(brief.query("SELECT 1"))).toBe("22023");
    expect((await admin.query(who)).rows).toEqual([{ now: "boss", login: "boss" }]);
  });
});
