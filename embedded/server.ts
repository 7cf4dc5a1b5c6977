import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readControlFile } from "./cluster/control-file.ts";
import { folderIdentity, inspectDataFolder } from "./cluster/data-folder.ts";
import { openDataFolder } from "./cluster/open-data-folder.ts";
import { Engine } from "./engine/engine.ts";
import type { EngineOptions } from "./engine/engine-options.ts";
import { Gateway } from "./gateway/gateway.ts";
import { Housekeeping } from "./gateway/housekeeping.ts";
import { log } from "./log.ts";
import { Incarnation } from "./run-folder/incarnation.ts";
import { processStart } from "./run-folder/process-start.ts";
import {
  type ReadyServer,
  readRunFile,
  removeRunFile,
  runFile,
  type ServerConfig,
  writeRunFile,
} from "./run-folder/run-files.ts";

/** How often it is looked whether the data folder is still there, in milliseconds. */
const watchInterval = 1000;
/** PostgreSQL ending by itself this soon after a start, in milliseconds, ends the server, too. */
const tooSoon = 10_000;

/**
 * Serves until SIGTERM or SIGINT, and then stops in order.
 *
 * @throws ServerFailure when it cannot start; nothing is left of the attempt
 */
export async function runServer(runFolder: string): Promise<void> {
  const config = readRunFile<ServerConfig>(runFolder, runFile.config);
  if (config === undefined) throw new Error(`${join(runFolder, runFile.config)} cannot be read`);
  const started = new Date().toISOString();
  const mine = { pid: process.pid, processStart: processStart(process.pid) ?? "" };
  for (const name of [runFile.ready, runFile.failed]) removeRunFile(runFolder, name);
  writeRunFile(runFolder, runFile.process, mine);
  const asked = stopAsked();

  const folder = openDataFolder(config.dataFolder);
  try {
    const { dataFolder, database } = config;
    const watch = new FolderWatch(dataFolder, runFolder);
    const { promise, resolve, reject } = Promise.withResolvers<Engine>();
    const gateway = new Gateway({ database, nonce: () => readControlFile(dataFolder).nonce }, promise, () =>
      watch.check(),
    );
    await gateway.listen(config.host, config.port);
    const options: EngineOptions = {
      ...config,
      adminPassword: readFileSync(join(runFolder, runFile.password), "utf8").trim(),
    };
    const found = foundLsn(dataFolder);
    const engine = await Engine.start(options).catch((error: unknown) => {
      gateway.close();
      reject(error);
      throw error;
    });
    folder.keep();
    const { systemIdentifier, majorVersion } = engine.opened;
    const now = BigInt(engine.opened.lsn);
    const incarnation = new Incarnation(runFolder, systemIdentifier, found ?? now, now);
    const housekeeping = new Housekeeping(
      () => gateway.core(),
      now,
      (lsn) => incarnation.reached(lsn),
    );
    watch.begin();
    resolve(engine);
    keepAlive(engine, options, gateway);
    writeRunFile(runFolder, runFile.ready, {
      ...mine,
      port: config.port,
      majorVersion,
      systemIdentifier,
      incarnation: incarnation.number,
      startedAt: started,
    } satisfies ReadyServer);
    log(`serving ${database} on ${config.host}:${config.port}`);

    await asked;
    log("stopping");
    housekeeping.stop();
    const last = await gateway.stop();
    watch.check();
    await last.stop();
    watch.end();
    incarnation.reached(readControlFile(dataFolder).checkpoint);
    for (const name of [runFile.ready, runFile.process]) removeRunFile(runFolder, name);
    log("stopped");
  } finally {
    folder.release();
  }
}
