import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { runAs, serverUser } from "../../../operations/native/server-user.ts";
import { renewCertificates } from "../../../operations/tls/renew-certificates.ts";
import { testPostgres } from "../../native/test-postgres.ts";
import { freePort } from "../embedded/test-server.ts";

/** Password of the server's roles. */
export const password = "kept-for-tests-77d0";

/** As a server of a stack lets nobody in without TLS, and replication and one role by certificate alone. */
const hba = `
local all all trust
hostssl replication rdsrepladmin all cert
hostssl all pgbouncer all cert
hostssl all all all scram-sha-256
`;

/** A PostgreSQL with `ssl = on` and certificates of ours, in a temporary folder. */
export class TlsServer {
  readonly root: string;
  readonly port: number;
  readonly #owner = serverUser("/nonexistent");
  #process: ChildProcess | undefined;

  private constructor(root: string, port: number) {
    this.root = root;
    this.port = port;
  }

  static async start(hosts: readonly string[] = ["127.0.0.1", "localhost"]): Promise<TlsServer> {
    const root = mkdtempSync(join(tmpdir(), "tls-server-"));
    chmodSync(root, 0o755);
    const server = new TlsServer(root, await freePort());
    await server.certify(hosts);
    mkdirSync(server.file("data"), { mode: 0o700 });
    server.#give("data");
    server.#run("initdb", "-D", server.file("data"), "-U", "boss", "-A", "trust", "--no-sync");
    writeFileSync(server.file("data/pg_hba.conf"), hba);
    server.use();
    await server.#launch();
    for (const role of ["app LOGIN", "pgbouncer LOGIN", "rdsrepladmin LOGIN REPLICATION"])
      server.sql(`CREATE ROLE ${role} PASSWORD '${password}'`);
    writeFileSync(server.file("password"), password, { mode: 0o600 });
    return server;
  }

  /** A path below the server's folder. */
  file = (path: string) => join(this.root, path);

  get caFile(): string {
    return this.file("tls/ca.crt");
  }

  /** Where `app` connects. */
  get target(): ConnectionTarget {
    return {
      ...{ host: "127.0.0.1", port: this.port, database: "postgres", user: "app" },
      ...{ credential: `file:${this.file("password")}`, tls: "verify-full", caFile: this.caFile },
    };
  }

  /** Makes certificates in a folder, not yet those of the server. */
  async certify(hosts: readonly string[], folder = "tls", now = new Date(), all = false): Promise<void> {
    const clients = { pgbouncer: "pgbouncer", replicator: "rdsrepladmin" };
    await renewCertificates({ folder: this.file(folder), hosts, clients }, { now, all });
  }

  /** Gives the server the certificates of a folder, or none; it reads them when it starts or reloads. */
  use(folder = "tls", ssl = true): void {
    for (const file of ["ca.crt", "server.crt", "server.key"]) {
      copyFileSync(this.file(`${folder}/${file}`), this.file(`data/${file}`));
      chmodSync(this.file(`data/${file}`), 0o600);
      this.#give(`data/${file}`);
    }
    const settings = [
      ...[
        "listen_addresses = '*'",
        `port = ${this.port}`,
        `unix_socket_directories = '${this.file("data")}'`,
      ],
      ...[`ssl = ${ssl ? "on" : "off"}`, "ssl_ca_file = 'ca.crt'", "fsync = off", "shared_buffers = 16MB"],
    ];
    writeFileSync(this.file("data/postgresql.conf"), `${settings.join("\n")}\n`);
  }

  /** The server with the certificates of a folder from now on. */
  async reload(folder = "tls", ssl = true): Promise<void> {
    this.use(folder, ssl);
    const loaded = () => this.sql("SELECT pg_conf_load_time()");
    const before = loaded();
    this.#process?.kill("SIGHUP");
    await until(() => loaded() !== before);
  }

  /** Statements of the superuser's, by the local socket. */
  sql(text: string): string {
    const socket = ["-h", this.file("data"), "-p", String(this.port), "-U", "boss", "-d", "postgres"];
    return execFileSync(join(testPostgres().bin, "psql"), [...socket, "-XAtc", text], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  }

  /** A client as `pg` makes one, with a certificate of its own. */
  async withCertificate(user: string, name: string): Promise<string> {
    const read = (file: string) => readFileSync(this.file(`tls/${file}`), "utf8");
    const ssl = { ca: read("ca.crt"), cert: read(`${name}.crt`), key: read(`${name}.key`) };
    const client = new pg.Client({ host: "127.0.0.1", port: this.port, database: "postgres", user, ssl });
    await client.connect();
    const { rows } = await client.query("SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
    await client.end();
    return rows[0].client_dn;
  }

  async stop(): Promise<void> {
    if (this.#process?.exitCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGINT");
      await ended;
    }
    rmSync(this.root, { recursive: true, force: true });
  }

  async #launch(): Promise<void> {
    this.#process = spawn(join(testPostgres().bin, "postgres"), ["-D", this.file("data")], {
      ...runAs(this.#owner),
      cwd: this.root,
      stdio: "ignore",
    });
    await until(() => {
      try {
        return this.sql("SELECT 1") === "1";
      } catch {
        return false;
      }
    });
  }

  #run(program: string, ...words: string[]): void {
    execFileSync(join(testPostgres().bin, program), words, {
      ...runAs(this.#owner),
      cwd: this.root,
      stdio: "pipe",
    });
  }

  #give(path: string): void {
    if (this.#owner !== undefined) chownSync(this.file(path), this.#owner.uid, this.#owner.gid);
  }
}

/** Asks every 50 ms until it is so, for 30 s. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await isSo()); await sleep(50))
    if (Date.now() > deadline) throw new Error("it did not come to be in 30 s");
}
