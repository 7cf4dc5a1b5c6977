import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { processStart } from "../../../machine/process-start.ts";
import type { EmbeddedConfig } from "../../../operations/embedded/embedded-config.ts";
import { remove } from "../../../operations/embedded/remove.ts";
import { type RunningServer, start } from "../../../operations/embedded/start.ts";

/** A place for one server, in a temporary folder, with a free port. */
export interface Place {
  readonly root: string;
  readonly config: EmbeddedConfig;
  /** Stops what runs there and deletes everything. */
  clear(): Promise<void>;
}

export async function newPlace(): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), "embedded-server-"));
  const config: EmbeddedConfig = {
    runFolder: join(root, "stacks", "dev", "run"),
    dataFolder: join(root, "data"),
    host: "127.0.0.1",
    port: await freePort(),
    database: "shop",
    adminUser: "boss",
    memory: 256 * 2 ** 20,
  };
  const clear = async () => {
    await remove(config.runFolder, config.dataFolder);
    rmSync(root, { recursive: true, force: true });
  };
  return { root, config, clear };
}

/** A running server of one test file. */
export interface TestServer extends Place {
  readonly running: RunningServer;
  /** The administrator's password. */
  readonly password: string;
  /** Connects as the administrator, or as somebody else. */
  connect(as?: pg.ClientConfig): Promise<pg.Client>;
  /** Runs psql as the administrator, or as somebody else. */
  psql(args: readonly string[], as?: { user: string; password: string }): Promise<Finished>;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function newServer(): Promise<TestServer> {
  const place = await newPlace();
  const running = await start(place.config);
  const { host, port, database, adminUser, runFolder } = place.config;
  const password = readFileSync(join(runFolder, "admin.password"), "utf8").trim();
  const connect = async (as: pg.ClientConfig = {}) => {
    const client = new pg.Client({ host, port, database, user: adminUser, password, ...as });
    // A connection that the server ends is reported by the query that fails.
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const psql = (args: readonly string[], as = { user: adminUser, password }) =>
    run("psql", [`host=${host} port=${port} dbname=${database} user=${as.user}`, "-X", "-w", ...args], {
      PGPASSWORD: as.password,
    });
  return { ...place, running, password, connect, psql };
}

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(command, args, { env: { PATH: process.env.PATH, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/** Waits until a condition holds. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs = 30_000,
  pauseMs = 10,
): Promise<void> {
  for (const deadline = Date.now() + limitMs; !(await condition()); await sleep(pauseMs)) {
    if (Date.now() > deadline) throw new Error(`it did not come about in ${limitMs} ms: ${condition}`);
  }
}

/** SQLSTATE with which a promise rejects. */
export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

/** Whether a process with this number runs. */
export function runs(pid: number): boolean {
  return processStart(pid) !== undefined;
}
