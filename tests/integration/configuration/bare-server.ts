import { execFile } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresqlConf } from "../../../configuration/postgresql-conf.ts";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { runAs, serverUser } from "../../../operations/native/server-user.ts";
import { testPostgres } from "../../native/test-postgres.ts";

const execute = promisify(execFile);

/** A server that has nothing but the parameters it is given, and answers at a socket in its own folder. */
export interface BareServer {
  /** Starts it anew with these; throws what pg_ctl says when it does not start. */
  startWith(parameters: Readonly<Record<string, string>>): Promise<void>;
  /** Writes these and reloads. */
  reloadWith(parameters: Readonly<Record<string, string>>): Promise<void>;
  /** Changes what ALTER SYSTEM would, and reloads: it is off in every profile. */
  changeByHand(parameters: Readonly<Record<string, string>>): Promise<void>;
  /** Where its socket is. */
  readonly folder: string;
  /** How its superuser is reached. */
  readonly superuser: SuperuserReference;
  /** Runs a query; columns are parted by `|`. */
  rows(sql: string): Promise<string[][]>;
  /** Those of these libraries that the server could preload. */
  has(libraries: readonly string[]): Promise<string[]>;
  /** What it logged. */
  log(): string;
  /** At once, as a kill does. */
  stop(): Promise<void>;
  clear(): Promise<void>;
}

/** @param cloned the server to be a standby of, by the slot `replica_1` that it has; @default a server of its own */
export async function newBareServer(cloned?: BareServer): Promise<BareServer> {
  const folder = mkdtempSync(join(tmpdir(), "bare-server-"));
  const data = join(folder, "data");
  const { bin } = testPostgres();
  const user = serverUser(data);
  mkdirSync(data, { mode: 0o700 });
  chmodSync(folder, 0o755);
  for (const path of [folder, data]) if (user !== undefined) chownSync(path, user.uid, user.gid);
  const run = async (program: string, ...args: string[]) =>
    (await execute(join(bin, program), args, { ...runAs(user), cwd: folder, timeout: 30_000 })).stdout;
  const standby = cloned && `host=${cloned.folder} user=rdsadmin application_name=replica-1`;
  if (standby === undefined)
    await run("initdb", "--pgdata", data, "--username", "rdsadmin", "--auth", "trust", "--no-sync");
  else
    await run(
      "pg_basebackup",
      "--pgdata",
      data,
      "--dbname",
      standby,
      "--slot",
      "replica_1",
      "--write-recovery-conf",
    );
  const write = (parameters: Readonly<Record<string, string>>) =>
    writeFileSync(
      join(data, "postgresql.conf"),
      postgresqlConf({ ...parameters, listen_addresses: "", unix_socket_directories: folder }),
    );
  let started = false;
  const stop = async () => {
    if (started) await run("pg_ctl", "stop", "--pgdata", data, "--mode", "immediate", "--silent");
    started = false;
  };
  return {
    async startWith(parameters) {
      await stop();
      write(parameters);
      await run("pg_ctl", "start", "--pgdata", data, "--wait", "--silent", "--log", join(folder, "log"));
      started = true;
    },
    async reloadWith(parameters) {
      write(parameters);
      await run("pg_ctl", "reload", "--pgdata", data, "--silent");
    },
    async changeByHand(parameters) {
      writeFileSync(join(data, "postgresql.auto.conf"), postgresqlConf(parameters));
      await run("pg_ctl", "reload", "--pgdata", data, "--silent");
    },
    folder,
    log: () => readFileSync(join(folder, "log"), "utf8"),
    stop,
    superuser: `socket:${bin}|${folder}|5432`,
    async rows(sql) {
      const connect = ["--host", folder, "--username", "rdsadmin", "--dbname", "postgres", "--no-psqlrc"];
      const text = await run("psql", ...connect, "--tuples-only", "--no-align", "--command", sql);
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => line.split("|"));
    },
    async has(libraries) {
      const folder = (await run("pg_config", "--pkglibdir")).trim();
      const files = readdirSync(folder);
      return libraries.filter((library) => files.some((file) => file.startsWith(`${library}.`)));
    },
    async clear() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
