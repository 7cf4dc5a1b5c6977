import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processStart } from "../../machine/process-start.ts";

/** How long the initdb of a start that was killed may take to notice that its files are gone, in milliseconds. */
const patience = 10_000;
const pollMs = 50;

/** A new name beside the data folder, for data that is being made by this process. */
export function draftFor(dataFolder: string): string {
  return `${prefix(dataFolder)}${process.pid}-${randomBytes(4).toString("hex")}`;
}

/** Removes the drafts of starts that were killed; their initdb may still be at work there. */
export async function removeAbandoned(dataFolder: string): Promise<void> {
  const above = dirname(dataFolder);
  const start = basename(prefix(dataFolder));
  const names = existsSync(above) ? readdirSync(above).filter((name) => name.startsWith(start)) : [];
  for (const name of names) {
    const pid = /^(\d+)-[0-9a-f]{8}$/.exec(name.slice(start.length))?.[1];
    if (pid !== undefined && processStart(Number(pid)) === undefined) await removeBusy(join(above, name));
  }
}

async function removeBusy(folder: string): Promise<void> {
  for (const deadline = Date.now() + patience; existsSync(folder); await sleep(pollMs)) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY" || Date.now() > deadline) throw error;
    }
  }
}

function prefix(dataFolder: string): string {
  return join(dirname(dataFolder), `.${basename(dataFolder)}.new-`);
}
