import { basename, dirname, resolve } from "node:path";
import { ServerFailure } from "./failure.ts";
import { log } from "./log.ts";
import { removeRunFile, runFile, writeRunFile } from "./run-folder/run-files.ts";
import { runServer } from "./server.ts";

/**
 * Entry of the server's process: `main.ts <run folder>`. Serves until SIGTERM or SIGINT; a start that fails leaves
 * failed.json and a status other than 0.
 */
const runFolder = resolve(process.argv[2] ?? ".");
process.umask(0o077);
process.title = `pgstack-embedded: ${basename(dirname(runFolder))}`;

try {
  await runServer(runFolder);
  process.exit(0);
} catch (error) {
  const code = error instanceof ServerFailure ? error.code : "INTERNAL";
  const message = (error as Error).message;
  log(`cannot start: ${code}: ${message}`);
  for (const name of [runFile.ready, runFile.process]) removeRunFile(runFolder, name);
  writeRunFile(runFolder, runFile.failed, { code, message });
  process.exit(1);
}
