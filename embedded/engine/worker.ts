import { flushCompileCache } from "node:module";
import { workerData } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { inspectDataFolder } from "../cluster/data-folder.ts";
import { ServerFailure } from "../failure.ts";
import { authenticatedUser } from "./authenticated-user.ts";
import { Backend } from "./backend.ts";
import type { ChannelEnd, OpenedEngine } from "./channel.ts";
import type { EngineOptions } from "./engine-options.ts";
import { EnginePort } from "./engine-port.ts";
import { extensionFiles } from "./extensions.ts";
import { firstStart } from "./first-start.ts";
import { openPglite } from "./open-pglite.ts";
import { moduleOf } from "./pglite-internals.ts";
import { setAdmin } from "./set-admin.ts";

/** What the gateway calls in this thread through V8's inspector, while PostgreSQL runs and nothing else can. */
export interface EngineInterrupts {
  cancel(): void;
  alarm(): void;
}

const { channel, options } = workerData as { channel: ChannelEnd; options: EngineOptions };
const port = new EnginePort(channel);

try {
  await serve();
} catch (error) {
  const code = error instanceof ServerFailure ? error.code : "INTERNAL";
  port.send({ failed: { code, message: (error as Error).message } });
}

async function serve(): Promise<void> {
  const { dataFolder, database, adminUser, adminPassword, memory } = options;
  const extensions = await extensionFiles();
  if (inspectDataFolder(dataFolder) === "new") await firstStart(options, extensions);
  const setTimer = (alarmIn: number) => port.send({ alarmIn });
  const { pglite, files } = await openPglite({ dataFolder, database, memory, extensions, setTimer });
  await setAdmin(pglite, adminUser, adminPassword);
  const setAuthenticated = await authenticatedUser(pglite, files.heapBase);
  const opened = await describe(pglite);
  const backend = new Backend(moduleOf(pglite), port, () => files.raiseAlarm?.());
  const interrupts: EngineInterrupts = { cancel: () => backend.cancel(), alarm: () => backend.alarm() };
  Object.assign(globalThis, { pgstackEngine: interrupts });
  port.send({ opened });
  flushCompileCache();
  try {
    backend.run(setAuthenticated);
  } catch (error) {
    port.send({ died: reasonOf(error) });
    return;
  }
  await pglite.close();
  port.send({ closed: true });
}

/** PostgreSQL's exit comes as an object with its status; a fault of the WASM code as an error. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.stack !== undefined) return error.stack;
  return `PostgreSQL exited with status ${(error as { status?: unknown } | null)?.status ?? "unknown"}`;
}

async function describe(pglite: PGlite): Promise<OpenedEngine> {
  const { rows } = await pglite.query<{ identifier: string; lsn: string; version: number }>(
    `SELECT system_identifier::text AS identifier,
            (pg_catalog.pg_current_wal_flush_lsn() - '0/0')::text AS lsn,
            current_setting('server_version_num')::int / 10000 AS version
     FROM pg_catalog.pg_control_system()`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the cluster has no identity");
  return { systemIdentifier: row.identifier, lsn: row.lsn, majorVersion: row.version };
}
