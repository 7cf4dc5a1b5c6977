import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { runFile } from "../../embedded/run-folder/run-files.ts";

/** Size of the log, in bytes, above which a start begins a new one; one old log is kept. */
const limit = 5 * 2 ** 20;

/** A server's log, open for it to write to. */
export interface OpenLog extends Disposable {
  readonly descriptor: number;
  /** What was written since it was opened. */
  read(): string;
}

/** Opens the log at its end, beginning a new one when it has become long. */
export function openLog(runFolder: string): OpenLog {
  const path = join(runFolder, runFile.log);
  if (existsSync(path) && statSync(path).size > limit) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, "a", 0o600);
  const { size } = statSync(path);
  return {
    descriptor,
    read: () => readFileSync(path).subarray(size).toString("utf8"),
    [Symbol.dispose]: () => closeSync(descriptor),
  };
}
