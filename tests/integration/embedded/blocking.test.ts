import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readControlFile } from "../../../embedded/cluster/control-file.ts";
import { openDataFolder } from "../../../embedded/cluster/open-data-folder.ts";
import { Engine } from "../../../embedded/engine/engine.ts";
import { Gateway } from "../../../embedded/gateway/gateway.ts";
import { cacheFolder } from "../../../operations/embedded/cache-folder.ts";
import { codeOf, freePort } from "./test-server.ts";

/** Stands for the minute that a client may keep others waiting. */
const waitLimit = 400;
const root = mkdtempSync(join(tmpdir(), "embedded-gateway-"));
const options = {
  dataFolder: join(root, "data"),
  cacheFolder: cacheFolder(),
  database: "shop",
  adminUser: "boss",
  adminPassword: "secret",
  memory: 256 * 2 ** 20,
};
let port: number;
let gateway: Gateway;

beforeAll(async () => {
  port = await freePort();
  const folder = openDataFolder(options.dataFolder, options);
  const engine = await Engine.start(options);
  folder.keep();
  const nonce = () => readControlFile(options.dataFolder).nonce;
  gateway = new Gateway(Promise.resolve(engine), { database: "shop", nonce, checkData: () => {}, waitLimit });
  await gateway.listen("127.0.0.1", port);
});

afterAll(async () => {
  await (await gateway.stop()).stop();
  rmSync(root, { recursive: true });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    database: "shop",
    user: "boss",
    password: "secret",
  });
  client.on("error", () => {});
  await client.connect();
  return client;
}

describe("a client that keeps PostgreSQL for itself", () => {
  it("is left alone while nobody waits", async () => {
    const client = await connect();
    await client.query("BEGIN");
    await new Promise((resolve) => setTimeout(resolve, 2 * waitLimit));
    await client.query("COMMIT");
    await client.end();
  });

  it("is ended with 25P03 and rolled back when it idles in a transaction and others wait", async () => {
    const [blocker, other] = await Promise.all([connect(), connect()]);
    await other.query("CREATE TABLE seen (n int)");
    const told = new Promise((resolve) =>
      blocker.once("error", ({ code }: Error & { code?: string }) => resolve(code)),
    );
    await blocker.query("BEGIN; INSERT INTO seen VALUES (1)");
    const begun = performance.now();
    const { rows } = await other.query("SELECT count(*)::int AS n FROM seen");
    expect(rows).toEqual([{ n: 0 }]);
    expect(performance.now() - begun).toBeGreaterThan(waitLimit * 0.9);
    expect(await told).toBe("25P03");
    await other.end();
  });

  it("is ended when it stops in the middle of a COPY", async () => {
    const [blocker, other] = await Promise.all([connect(), connect()]);
    const into = blocker.query(copyFrom("COPY seen FROM STDIN"));
    const refused = new Promise((resolve) =>
      into.once("error", ({ code }: { code?: string }) => resolve(code)),
    );
    into.write("1\n2\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await other.query("SELECT count(*)::int AS n FROM seen")).rows).toEqual([{ n: 0 }]);
    expect(await refused).toBe("25P03");
    await other.end();
  });

  it("is ended when it does not read what it asked for", async () => {
    const [blocker, other] = await Promise.all([connect(), connect()]);
    const { stream } = (blocker as unknown as { connection: { stream: import("node:net").Socket } })
      .connection;
    const lost = codeOf(blocker.query("SELECT repeat('x', 1000) FROM generate_series(1, 200000)"));
    stream.pause();
    expect((await other.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    stream.destroy();
    await lost;
    await other.end();
  });

  it("is not ended while its statement runs", async () => {
    const [busy, other] = await Promise.all([connect(), connect()]);
    const slow = busy.query("SELECT pg_sleep(1), 1 AS n");
    const next = other.query("SELECT 2 AS n");
    expect((await slow).rows).toEqual([{ pg_sleep: "", n: 1 }]);
    expect((await next).rows).toEqual([{ n: 2 }]);
    await Promise.all([busy.end(), other.end()]);
  });
});
