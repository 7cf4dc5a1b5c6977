import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { remove } from "../../operations/embedded/remove.ts";
import { start } from "../../operations/embedded/start.ts";

const database = "test_db";
const adminUser = "test_admin";

/** An embedded server of one test file, empty, in a folder of its own. */
export interface EmbeddedServer {
  /** Connected as the administrator. */
  readonly client: pg.Client;
  /** How to connect once more. */
  readonly config: pg.ClientConfig;
  /** Opens another connection; the caller ends it. */
  connect(): Promise<pg.Client>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

/** Starts a server that nobody else uses. */
export async function embeddedServer(): Promise<EmbeddedServer> {
  const root = mkdtempSync(join(tmpdir(), "pgstack-integration-"));
  const runFolder = join(root, "run");
  const dataFolder = join(root, "data");
  const host = "127.0.0.1";
  const port = await freePort(host);
  await start({ runFolder, dataFolder, host, port, database, adminUser, memory: 512 * 1024 ** 2 });

  const password = readFileSync(join(runFolder, "admin.password"), "utf8").trim();
  const config = { host, port, database, user: adminUser, password };
  const connect = async () => {
    const client = new pg.Client(config);
    await client.connect();
    return client;
  };
  const client = await connect();
  const stop = async () => {
    await client.end();
    await remove(runFolder, dataFolder);
    rmSync(root, { recursive: true, force: true });
  };
  return { client, config, connect, stop };
}

async function freePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, host, resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
