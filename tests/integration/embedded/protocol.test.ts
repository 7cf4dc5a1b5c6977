import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { message, query } from "../../../embedded/wire/message.ts";
import { Extended, RawClient } from "./raw-client.ts";
import { newServer, type TestServer } from "./test-server.ts";

const { parse, bind, describe: describeStatement, execute, close, flush, sync } = Extended;

let server: TestServer;
let admin: pg.Client;
let client: RawClient;

beforeAll(async () => {
  server = await newServer();
  admin = await server.connect();
});

afterAll(async () => {
  await admin.end();
  await server.clear();
});

beforeEach(async () => {
  client = await RawClient.login(server);
});

afterEach(() => client.close());

const one = [parse("", "SELECT 1"), bind(""), execute];

describe("the wire protocol", () => {
  it("takes many exchanges sent at once", async () => {
    client.send(...Array.from({ length: 100 }, () => [...one, sync]).flat());
    expect(await client.types(100)).toBe("12DCZ".repeat(100));
  });

  it("takes queries of both kinds sent at once, with errors among them", async () => {
    client.send(
      query("SELECT 1"),
      ...one,
      sync,
      query("broken"),
      parse("", "broken"),
      bind(""),
      execute,
      sync,
      ...one,
      sync,
    );
    expect(await client.types(5)).toBe("TDCZ" + "12DCZ" + "EZ" + "EZ" + "12DCZ");
  });

  it("skips everything after an error until Sync, also a simple query", async () => {
    client.send(parse("", "broken"), bind(""), execute, query("SELECT 1"), ...one, sync);
    expect(await client.types(1)).toBe("EZ");
  });

  it("answers at Flush", async () => {
    client.send(...one, flush);
    client.send(sync);
    expect(await client.types(1)).toBe("12DCZ");
  });

  it("keeps the unnamed statement of each client, whatever others do in between", async () => {
    client.send(parse("", "SELECT 'mine'"), describeStatement(""), sync);
    expect(await client.types(1)).toBe("1tTZ");
    await admin.query("SELECT 'theirs'");
    await admin.query("SELECT $1::text", ["theirs"]);
    client.send(bind(""), execute, sync);
    const answers = await client.answers(1);
    expect(answers.map(({ type }) => type).join("")).toBe("2DCZ");
    expect(answers[1]?.body).toContain("mine");
  });

  it("refuses a name that is prepared already, closes it, and takes it again", async () => {
    client.send(
      parse("a", "SELECT 1"),
      sync,
      parse("a", "SELECT 2"),
      sync,
      close("a"),
      sync,
      parse("a", "SELECT 3"),
      sync,
    );
    const answers = await client.answers(4);
    expect(answers.map(({ type }) => type).join("")).toBe("1Z" + "EZ" + "3Z" + "1Z");
    expect(answers[2]?.body).toContain('prepared statement "a" already exists');
  });

  it("keeps what was prepared when preparing it again failed", async () => {
    client.send(
      parse("a", "SELECT 'first'"),
      sync,
      parse("a", "SELECT 'second'"),
      sync,
      bind("a"),
      execute,
      sync,
    );
    const answers = await client.answers(3);
    expect(answers.at(-3)?.body).toContain("first");
  });

  it("deallocates by SQL what was prepared by the protocol", async () => {
    client.send(parse("Mixed", "SELECT 1"), sync, query('DEALLOCATE "Mixed"'), bind("Mixed"), execute, sync);
    const answers = await client.answers(3);
    expect(answers.map(({ type }) => type).join("")).toBe("1Z" + "CZ" + "EZ");
    expect(answers[4]?.body).toContain('prepared statement "Mixed" does not exist');
  });

  it("takes names longer than PostgreSQL keeps", async () => {
    const [a, b] = [`${"n".repeat(60)}a`, `${"n".repeat(60)}b`];
    client.send(
      parse(a, "SELECT 'a'"),
      parse(b, "SELECT 'b'"),
      sync,
      bind(a),
      execute,
      bind(b),
      execute,
      sync,
    );
    const bodies = (await client.answers(2))
      .filter(({ type }) => type === "D")
      .map(({ body }) => body.at(-1));
    expect(bodies).toEqual(["a", "b"]);
  });

  it("takes COPY in the extended protocol, with Sync sent before the data as libpq does", async () => {
    await admin.query("CREATE TABLE IF NOT EXISTS lines (line text)");
    client.send(parse("", "COPY lines FROM STDIN"), bind(""), describeStatement(""), execute, sync);
    client.send(message("d", "a\nb\n"), message("c"), sync);
    expect(await client.types(1)).toBe("12tnGCZ");
    client.send(query("COPY lines TO STDOUT"));
    expect(await client.types(1)).toBe("HddcCZ");
  });

  it("goes on after a COPY that failed while the client was still sending", async () => {
    await admin.query("CREATE TABLE IF NOT EXISTS numbers (n int)");
    client.send(
      query("COPY numbers FROM STDIN"),
      message("d", "1\nx\n"),
      message("d", "2\n".repeat(100_000)),
      message("c"),
    );
    client.send(query("SELECT 1"));
    expect(await client.types(2)).toBe("GEZ" + "TDCZ");
  });

  it("carries messages larger than every buffer", async () => {
    const long = "x".repeat(8 * 2 ** 20);
    client.send(query(`SELECT length('${long}'), '${long}'`));
    const answers = await client.answers(1);
    expect(answers.map(({ type }) => type).join("")).toBe("TDCZ");
    expect(answers[1]?.body.length).toBeGreaterThan(long.length);
  });

  it("ends a connection that does not speak it, and only that one", async () => {
    client.send(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
    await expect(client.answers(1)).rejects.toThrow("closed after E");
    expect((await admin.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  it("answers a malformed message of the extended protocol with an error", async () => {
    client.send(message("B", "\0"), sync, query("SELECT 1"));
    expect(await client.types(2)).toBe("EZ" + "TDCZ");
  });

  it("calls a function by the protocol", async () => {
    // FunctionCall of int4pl(2, 3), oid 177, in text.
    const body = Buffer.from([0, 0, 0, 177, 0, 0, 0, 2, 0, 0, 0, 1, 0x32, 0, 0, 0, 1, 0x33, 0, 0]);
    client.send(message("F", body));
    const answers = await client.answers(1);
    expect(answers.map(({ type }) => type).join("")).toBe("VZ");
    expect(answers[0]?.body.at(-1)).toBe("5");
  });
});
