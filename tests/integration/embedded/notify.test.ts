import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newServer, type TestServer, until } from "./test-server.ts";

let server: TestServer;
let listener: pg.Client;
let other: pg.Client;
let heard: string[];

beforeAll(async () => {
  server = await newServer();
  [listener, other] = await Promise.all([server.connect(), server.connect()]);
  heard = [];
  listener.on("notification", ({ channel, payload }) => heard.push(`listener ${channel} ${payload}`));
  other.on("notification", ({ channel, payload }) => heard.push(`other ${channel} ${payload}`));
});

afterAll(async () => {
  await Promise.all([listener.end(), other.end()]);
  await server.clear();
});

describe("LISTEN and NOTIFY", () => {
  it("reach an idle client from another one", async () => {
    await listener.query("LISTEN news");
    await other.query("NOTIFY news, 'one'");
    await until(() => heard.length > 0);
    expect(heard.splice(0)).toEqual(["listener news one"]);
  });

  it("reach only who listens, under the name as PostgreSQL reads it", async () => {
    await other.query('LISTEN "News"; LISTEN Weather');
    await listener.query(
      `SELECT pg_notify('News', 'two'), pg_notify('weather', 'three'), pg_notify('news', 'four')`,
    );
    await until(() => heard.length === 3);
    expect(heard.splice(0).sort()).toEqual(["listener news four", "other News two", "other weather three"]);
  });

  it("come when the transaction commits, and not when it is rolled back", async () => {
    await other.query("BEGIN; NOTIFY news, 'never'; ROLLBACK");
    await other.query("BEGIN; NOTIFY news, 'five'; COMMIT");
    await until(() => heard.length > 0);
    expect(heard.splice(0)).toEqual(["listener news five"]);
  });

  it("end with UNLISTEN, for the one who says so", async () => {
    await other.query("LISTEN news");
    await other.query("UNLISTEN *");
    await listener.query("NOTIFY news, 'six'");
    await until(() => heard.length > 0);
    expect(heard.splice(0)).toEqual(["listener news six"]);
    await listener.query("UNLISTEN news");
    await listener.query("NOTIFY news, 'seven'");
    expect((await other.query("SELECT pg_listening_channels()")).rows).toEqual([]);
    expect(heard).toEqual([]);
  });

  it("end with the connection", async () => {
    const brief = await server.connect();
    await brief.query("LISTEN brief");
    await brief.end();
    await until(async () => (await other.query("SELECT pg_listening_channels()")).rows.length === 0);
  });
});
