import { readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { processStart } from "../machine/process-start.ts";
import { readControlFile } from "./cluster/control-file.ts";
import { type OpenDataFolder, openDataFolder } from "./cluster/open-data-folder.ts";
import { Engine } from "./engine/engine.ts";
import { FolderWatch } from "./folder-watch.ts";
import { Gateway } from "./gateway/gateway.ts";
import { Housekeeping } from "./gateway/housekeeping.ts";
import { log } from "./log.ts";
import { Incarnation } from "./run-folder/incarnation.ts";
import {
  type ReadyServer,
  readRunFile,
  removeRunFile,
  runFile,
  type ServerConfig,
  writeRunFile,
} from "./run-folder/run-files.ts";
import { stopSignal } from "./stop-signal.ts";
import { superviseEngine } from "./supervise-engine.ts";

/**
 * Serves until SIGTERM or SIGINT, and then stops in order.
 *
 * @throws ServerFailure when it cannot start; nothing is left of the attempt
 */
export async function runServer(runFolder: string): Promise<void> {
  const asked = stopSignal();
  const config = readRunFile<ServerConfig>(runFolder, runFile.config);
  if (config === undefined) throw new Error(`${join(runFolder, runFile.config)} cannot be read`);
  for (const name of [runFile.ready, runFile.failed]) removeRunFile(runFolder, name);
  const own = {
    pid: process.pid,
    processStart: processStart(process.pid) ?? "",
    startedAt: new Date().toISOString(),
  };
  writeRunFile(runFolder, runFile.process, own);
  const folder = openDataFolder(config.dataFolder, config);
  try {
    const running = await start(runFolder, config, folder);
    writeRunFile(runFolder, runFile.ready, {
      ...own,
      port: config.port,
      ...running.identity,
    } satisfies ReadyServer);
    // Otherwise done at the end, which a server that is killed does not have.
    flushCompileCache();
    log(`serving database ${config.database} on ${config.host}:${config.port}`);
    await Promise.race([asked, running.failed]);
    log("stopping");
    await running.stop();
    log("stopped");
  } finally {
    folder.release();
    for (const name of [runFile.ready, runFile.process]) removeRunFile(runFolder, name);
  }
}

interface RunningServer {
  readonly identity: Pick<ReadyServer, "majorVersion" | "systemIdentifier" | "incarnation">;
  /** Rejects when PostgreSQL cannot be kept running. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

async function start(
  runFolder: string,
  config: ServerConfig,
  folder: OpenDataFolder,
): Promise<RunningServer> {
  const { dataFolder, database } = config;
  const options = {
    ...config,
    adminPassword: readFileSync(join(runFolder, runFile.password), "utf8").trim(),
  };
  const watch = new FolderWatch(dataFolder, runFolder);
  const { promise: starting, resolve, reject } = Promise.withResolvers<Engine>();
  const nonce = () => readControlFile(dataFolder).nonce;
  const gateway = new Gateway(starting, { database, nonce, checkData: () => watch.check() });
  // First the port: one that is taken is found out before anything is made.
  await gateway.listen(config.host, config.port);
  try {
    const engine = await Engine.start(options);
    folder.keep();
    watch.begin();
    const { systemIdentifier, majorVersion } = engine.opened;
    const lsn = BigInt(engine.opened.lsn);
    const incarnation = new Incarnation(runFolder, systemIdentifier, folder.endOfLog ?? lsn, lsn, dataFolder);
    const housekeeping = new Housekeeping(
      () => gateway.core(),
      lsn,
      (reached) => incarnation.reached(reached),
    );
    resolve(engine);
    const failed = superviseEngine(engine, options, gateway).then(() => new Promise<never>(() => {}));
    const stop = async () => {
      housekeeping.stop();
      const last = await gateway.stop();
      watch.check();
      await last.stop();
      watch.end();
      incarnation.reached(readControlFile(dataFolder).checkpoint);
    };
    return { identity: { majorVersion, systemIdentifier, incarnation: incarnation.number }, failed, stop };
  } catch (error) {
    gateway.close();
    reject(error);
    throw error;
  }
}
