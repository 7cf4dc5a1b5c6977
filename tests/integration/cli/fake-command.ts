import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A command that stands for a real one on PATH. */
export interface FakeCommand {
  /** Folder to put on PATH. */
  readonly folder: string;
  readonly path: string;
  /** How it was called, a line of arguments each. */
  calls(): string[];
}

/** Makes a shell script of this name that notes how it is called, then runs the given lines. */
export function fakeCommand(folder: string, name: string, script: string): FakeCommand {
  const path = join(folder, name);
  const log = join(folder, `${name}.calls`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "$@" >> '${log}'\n${script}\n`);
  chmodSync(path, 0o755);
  const calls = () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []);
  return { folder, path, calls };
}
