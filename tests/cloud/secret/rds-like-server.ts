import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type pg from "pg";
import { runFile } from "../../../embedded/run-folder/run-files.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { socketFolderOf } from "../../../operations/native/socket-folder.ts";
import { start } from "../../../operations/native/start.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { createSlots, replicatorStatements } from "../../../sql/rds/replication-statements.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { freePort } from "../../integration/embedded/test-server.ts";
import { newPlace, type Place } from "../../integration/native/test-server.ts";

export const admin = "mcp_admin";
export const firstPassword = "First0Password0of0the0administrator0000";

/** A real PostgreSQL with TLS and an administrator as RDS has one. */
export interface RdsLikeServer {
  readonly place: Place;
  readonly port: number;
  readonly caFile: string;
  /** Connects as the administrator, to a port of the server's or its replica's. */
  connect(password: string, port?: number): Promise<pg.Client>;
  /** Whether the server takes the administrator's password. */
  takes(password: string, port?: number): Promise<boolean>;
  /** Makes a replica that streams from it. */
  addReplica(): Promise<NativeConfig>;
  /** All that it logged. */
  log(): string;
  clear(): Promise<void>;
}

export async function rdsLikeServer(): Promise<RdsLikeServer> {
  const place = await newPlace();
  const { config } = place;
  const { identity } = await start(config);
  await place.run(inTransaction(adminStatements(admin, scramVerifier(firstPassword))));
  const replicas: NativeConfig[] = [];
  const connect = (password: string, port = config.port) => place.connect({ user: admin, password, port });
  return {
    place,
    port: config.port,
    caFile: join(config.tlsFolder, "ca.crt"),
    connect,
    takes: (password, port) =>
      connect(password, port).then(
        async (client) => {
          await client.end();
          return true;
        },
        (error) => {
          if (error.code !== "28P01") throw error;
          return false;
        },
      ),
    async addReplica() {
      await place.run(...replicatorStatements, createSlots(["replica_1"]));
      const runFolder = join(dirname(config.runFolder), "replica-1");
      const replica: NativeConfig = {
        ...config,
        runFolder,
        dataFolder: `${config.dataFolder}-replica-1`,
        socketFolder: socketFolderOf(runFolder),
        port: await freePort(),
        tlsFiles: [...config.tlsFiles, "replicator.crt", "replicator.key"],
        standby: {
          name: "replica-1",
          slot: "replica_1",
          primaryPort: config.port,
          primarySocketFolder: config.socketFolder,
          primaryIdentity: identity,
        },
      };
      replicas.push(replica);
      await start(replica);
      return replica;
    },
    log: () => readFileSync(join(config.runFolder, runFile.log), "utf8"),
    async clear() {
      for (const replica of replicas) await remove(replica.runFolder, replica.dataFolder);
      await place.clear();
    },
  };
}
