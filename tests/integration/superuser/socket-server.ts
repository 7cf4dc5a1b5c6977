import { execFile } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import {
  formatSuperuserReference,
  type SuperuserReference,
} from "../../../db/superuser/superuser-reference.ts";
import { testPostgres } from "../../native/test-postgres.ts";
import { freePort } from "../embedded/test-server.ts";

/** PostgreSQL never runs as root. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const run = promisify(execFile);

/** A server of this machine's programs, whose superuser `rdsadmin` is reached by a socket alone. */
export interface SocketServer {
  readonly reference: SuperuserReference;
  readonly port: number;
  /** A folder of its own, for files of the test. */
  readonly folder: string;
  /** Connects over TCP, by a password. */
  connect(as: pg.ClientConfig): Promise<pg.Client>;
  /** All that it logged. */
  log(): string;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** @param settings lines of postgresql.conf @param superuser the bootstrap superuser's name */
export async function socketServer(
  settings: readonly string[] = [],
  superuser = "rdsadmin",
): Promise<SocketServer> {
  const { bin } = testPostgres();
  const folder = mkdtempSync(join(tmpdir(), "superuser-"));
  const port = await freePort();
  chmodSync(folder, 0o755);
  const [data, socket] = [join(folder, "data"), join(folder, "socket")];
  for (const made of [data, socket]) {
    mkdirSync(made, { mode: 0o700 });
    if (nobody.uid) chownSync(made, nobody.uid, nobody.gid);
  }
  const as = { ...nobody, cwd: folder };
  await run(
    join(bin, "initdb"),
    ["-D", data, "-U", superuser, "-A", "trust", "--locale=C.UTF-8", "--no-sync"],
    as,
  );
  writeFileSync(
    join(data, "pg_hba.conf"),
    `local all rdsadmin,${superuser} trust\nlocal replication ${superuser} trust\nlocal all all scram-sha-256\nhost all ${superuser} all reject\nhost all all all scram-sha-256\n`,
  );
  const fixed = [`port = ${port}`, `unix_socket_directories = '${socket}'`, "listen_addresses = '127.0.0.1'"];
  const quick = ["fsync = off", "shared_buffers = 32MB", "logging_collector = off"];
  appendFileSync(join(data, "postgresql.conf"), `${[...fixed, ...quick, ...settings].join("\n")}\n`);
  const log = join(folder, "socket", "log");
  const start = async () => {
    await run(join(bin, "pg_ctl"), ["-D", data, "-l", log, "-w", "-s", "start"], as);
  };
  const stop = async () => {
    await run(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "-w", "-s", "stop"], as);
  };
  await start();
  return {
    reference: formatSuperuserReference({ kind: "socket", bin, folder: socket, port }),
    port,
    folder,
    connect: async (config) => {
      const client = new pg.Client({ host: "127.0.0.1", port, database: "postgres", ...config });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    log: () => readFileSync(log, "utf8"),
    stop,
    start,
    remove: async () => {
      await stop().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
