import { randomBytes } from "node:crypto";
import { constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { processStart } from "../../machine/process-start.ts";
import { log } from "../log.ts";

/** Fills an empty folder with a new cluster that is stopped in order. Takes seconds. */
export type MakeCluster = (folder: string) => Promise<void>;

/**
 * Fills `folder` with a new cluster: a copy of one made before, kept in the user's cache, because making one takes about
 * four seconds and copying it a tenth of one. Without a cache that can be written it is made in place.
 *
 * @param name what the cached cluster is of; another version of PGlite has another name
 * @returns whether it is a copy, with the identity of the one it was copied from
 */
export async function copyTemplate(
  cacheFolder: string,
  name: string,
  folder: string,
  make: MakeCluster,
): Promise<boolean> {
  const template = await ensureTemplate(cacheFolder, name, make);
  if (template === undefined) {
    await make(folder);
    return false;
  }
  cpSync(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return true;
}

/** Made in a folder of its own and then renamed, so that another process sees all of it or nothing. */
async function ensureTemplate(
  cacheFolder: string,
  name: string,
  make: MakeCluster,
): Promise<string | undefined> {
  const template = join(cacheFolder, name);
  if (existsSync(template)) return template;
  const draft = join(cacheFolder, `${name}.${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    removeAbandoned(cacheFolder, name);
  } catch (error) {
    log(`no cached cluster: ${(error as Error).message}`);
    return undefined;
  }
  try {
    await make(draft);
    renameSync(draft, template);
  } catch (error) {
    // Two processes made one at once: the first one's is as good.
    if (!existsSync(template)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return template;
}

/** Drafts of processes that were killed. */
function removeAbandoned(cacheFolder: string, name: string): void {
  for (const entry of readdirSync(cacheFolder)) {
    const pid = entry.startsWith(`${name}.`) ? /\.(\d+)-[0-9a-f]{8}$/.exec(entry)?.[1] : undefined;
    if (pid !== undefined && processStart(Number(pid)) === undefined) {
      rmSync(join(cacheFolder, entry), { recursive: true, force: true });
    }
  }
}
