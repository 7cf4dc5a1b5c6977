import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runFile } from "../../embedded/run-folder/run-files.ts";

/** Size of the log, in bytes, above which a start begins a new one; one old log is kept. */
const logLimit = 5 * 2 ** 20;
/** All the server gets of this process's environment, where secrets may be. */
const passedOn = ["PATH", "HOME", "LANG", "TZ"] as const;

/** Starts the server's process, which outlives this one. Its compiled code is kept in the cache for the next start. */
export function spawnServer(runFolder: string, cacheFolder: string): ChildProcess {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const entry = fileURLToPath(new URL(`../../embedded/main.${extension}`, import.meta.url));
  const log = openLog(join(runFolder, runFile.log));
  const set = passedOn.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  try {
    // node:sqlite warns that it may change.
    return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry, runFolder], {
      detached: true,
      cwd: dirname(runFolder),
      env: { ...Object.fromEntries(set), NODE_COMPILE_CACHE: join(cacheFolder, "node") },
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > logLimit) renameSync(path, `${path}.1`);
  return openSync(path, "a", 0o600);
}
