import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { hostRules } from "../../../configuration/host-rules.ts";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { UserError } from "../../../errors/user-error.ts";
import { superuser } from "../../../model/service-roles.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { socketFolderOf } from "../../../operations/native/socket-folder.ts";
import { start } from "../../../operations/native/start.ts";
import { renewCertificates } from "../../../operations/tls/renew-certificates.ts";
import { testPostgres } from "../../native/test-postgres.ts";
import { freePort } from "../embedded/test-server.ts";

/** The password of role `boss` in every test; see {@link makeBoss}. */
export const password = "kept-for-tests-5f1b3c";
/** A role with a password, of which the server has the verifier alone. */
export const makeBoss = `CREATE ROLE boss LOGIN PASSWORD '${password}'`;

/** A place for one server, in a temporary folder that every user can enter, with a free port. */
export interface Place {
  readonly root: string;
  readonly config: NativeConfig;
  /** Connects by TLS as role `boss`, or as somebody else. */
  connect(as?: pg.ClientConfig): Promise<pg.Client>;
  /** Connects as the superuser, by the socket. */
  inside(config?: NativeConfig): Promise<pg.Client>;
  /** Runs statements as the superuser, and gives the rows of the last one. */
  run(...statements: string[]): Promise<Record<string, unknown>[]>;
  /** Makes certificates where there are none, or all anew. */
  certify(all?: boolean): Promise<void>;
  /** Stops what runs there and deletes everything. */
  clear(): Promise<void>;
}

/** Parameters as a stack has them, of a server with this memory, in bytes. */
export function parametersFor(
  memory: number,
  more: { readonly replicas?: number; readonly synchronous?: boolean } = {},
): Pick<NativeConfig, "staticParameters" | "dynamicParameters"> {
  const all = serverParameters({
    profile: "laptop",
    size: { memory, cores: 2, storage: 10 * 2 ** 30 },
    majorVersion: testPostgres().majorVersion,
    replicas: 0,
    synchronous: false,
    preload: ["pg_stat_statements", "auto_explain", "pgaudit", "pg_cron"],
    ...more,
  });
  const by = (change: string) =>
    Object.fromEntries(all.filter((each) => each.change === change).map(({ name, value }) => [name, value]));
  return { staticParameters: by("restart"), dynamicParameters: by("reload") };
}

export async function newPlace(): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), "native-server-"));
  chmodSync(root, 0o755);
  const runFolder = join(root, "stacks", "dev", "run");
  const tlsFolder = join(root, "tls");
  const config: NativeConfig = {
    bin: testPostgres().bin,
    runFolder,
    dataFolder: join(root, "data", "dev"),
    socketFolder: socketFolderOf(runFolder),
    port: await freePort(),
    ...parametersFor(256 * 2 ** 20),
    hostRules,
    tlsFolder,
    tlsFiles: ["ca.crt", "server.crt", "server.key"],
  };
  const certify = (all = false) =>
    renewCertificates(
      {
        folder: tlsFolder,
        hosts: ["127.0.0.1", "localhost"],
        clients: { replicator: "rdsrepladmin", pgbouncer: "pgbouncer" },
      },
      { now: new Date(), all },
    );
  await certify();
  const open = async (options: pg.ClientConfig) => {
    const client = new pg.Client({ database: "postgres", ...options });
    // A connection that the server ends is reported by the query that fails.
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const connect = (as: pg.ClientConfig = {}) => {
    const ssl = { ca: readFileSync(join(tlsFolder, "ca.crt"), "utf8") };
    return open({ host: "127.0.0.1", port: config.port, user: "boss", password, ssl, ...as });
  };
  const inside = ({ socketFolder: host, port } = config) => open({ host, port, user: superuser });
  const run = async (...statements: string[]) => {
    const client = await inside();
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
  return { root, config, connect, inside, run, certify, clear };
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
