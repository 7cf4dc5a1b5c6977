import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { cancelledBy } from "../../db/cancelled-by.ts";
import { withConnection } from "../../db/with-connection.ts";
import { runFile } from "../../embedded/run-folder/run-files.ts";
import { remove } from "../embedded/remove.ts";
import { start } from "../embedded/start.ts";

/** Folders are called so, and then `<process>-<random>`. */
const prefix = "pgstack-scratch-";

/** Given to the server, in bytes: it holds no rows to speak of. */
const memory = 256 * 2 ** 20;

const place = { host: "127.0.0.1", database: "scratch", adminUser: "scratch_admin" } as const;

/** Works on an embedded server that is started for it, in the system's temporary folder, and removed. */
export async function embeddedScratch<T>(
  work: (client: ClientBase) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  await removeForgotten();
  const root = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const { run, data } = foldersIn(root);
  try {
    signal?.throwIfAborted();
    const { port } = await start({
      runFolder: run,
      dataFolder: data,
      port: await freePort(),
      memory,
      ...place,
    });
    const target = {
      host: place.host,
      port,
      database: place.database,
      user: place.adminUser,
      credential: `file:${join(run, runFile.password)}`,
      tls: "disable",
    } as const;
    return await withConnection(target, "pgstack scratch", (client) =>
      cancelledBy(signal, target, client, () => work(client)),
    );
  } finally {
    await removeAll(root);
  }
}

/** What programs left that were killed: the folder says whose it was. */
async function removeForgotten(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) await removeAll(join(tmpdir(), name));
  }
}

async function removeAll(root: string): Promise<void> {
  const { run, data } = foldersIn(root);
  await remove(run, data);
  rmSync(root, { recursive: true, force: true });
}

function foldersIn(root: string): { readonly run: string; readonly data: string } {
  return { run: join(root, "run"), data: join(root, "data") };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process, which may not be signalled, runs.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The system hands out a port that is free; another program may take it before the server does, which then says so. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, place.host, resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
