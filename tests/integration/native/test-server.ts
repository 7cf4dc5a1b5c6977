import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { UserError } from "../../../errors/user-error.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { start } from "../../../operations/native/start.ts";
import { testPostgres } from "../../native/test-postgres.ts";
import { freePort } from "../embedded/test-server.ts";

/** The administrator's password in every test. */
export const password = "kept-for-tests-5f1b3c";

/** A place for one server, in a temporary folder that every user can enter, with a free port. */
export interface Place {
  readonly root: string;
  readonly config: NativeConfig;
  /** Connects as the administrator, or as somebody else. */
  connect(as?: pg.ClientConfig): Promise<pg.Client>;
  /** Runs statements as the administrator, and gives the rows of the last one. */
  run(...statements: string[]): Promise<Record<string, unknown>[]>;
  /** Stops what runs there and deletes everything. */
  clear(): Promise<void>;
}

export async function newPlace(): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), "native-server-"));
  chmodSync(root, 0o755);
  const adminPassword = join(root, "password");
  writeFileSync(adminPassword, `${password}\n`, { mode: 0o600 });
  const config: NativeConfig = {
    bin: testPostgres().bin,
    runFolder: join(root, "stacks", "dev", "run"),
    dataFolder: join(root, "data", "dev"),
    port: await freePort(),
    adminUser: "boss",
    adminPassword,
    memory: 256 * 2 ** 20,
  };
  const connect = async (as: pg.ClientConfig = {}) => {
    const { port, adminUser: user } = config;
    const client = new pg.Client({ host: "127.0.0.1", port, database: "postgres", user, password, ...as });
    // A connection that the server ends is reported by the query that fails.
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const run = async (...statements: string[]) => {
    const client = await connect();
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) ({ rows } = await client.query(statement));
      return rows;
    } finally {
      await client.end();
    }
  };
  const clear = async () => {
    await remove(config.runFolder, config.dataFolder);
    rmSync(root, { recursive: true, force: true });
  };
  return { root, config, connect, run, clear };
}

/** The error of a start that must not succeed. */
export async function failure(config: NativeConfig): Promise<UserError> {
  try {
    await start(config);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it started");
}

/** Whether somebody listens on a port of an address of this machine. */
export function listens(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
