import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { formatMemorySize } from "../../../settings/memory-size.ts";
import { fromProject } from "../../../settings/paths.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { Finding } from "../finding.ts";

/** What a fresh stack with its demo data takes on disk, in bytes, with room to work. */
const diskNeeded = 512 * 1024 ** 2;

/** Room at the data folder. */
export function checkDisk({ dataFolder }: Settings): Finding {
  let folder = fromProject(dataFolder);
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const finding = { name: "Disk", found: `${gibibytes(free)} free at the data folder` };
  if (free >= diskNeeded) return { ...finding, level: "ok" };
  return {
    ...finding,
    level: "fail",
    mend: `Free ${formatMemorySize(diskNeeded)}, or set pgstack:dataFolder to another disk.`,
  };
}

/** Memory for the server, within what a container allows. */
export function checkMemory({ memory }: Settings, free: number = process.availableMemory()): Finding {
  const finding = {
    name: "Memory",
    found: `${gibibytes(free)} free, ${formatMemorySize(memory)} for the server`,
  };
  if (free >= memory) return { ...finding, level: "ok" };
  return { ...finding, level: "warn", mend: "Close something, or set pgstack:memory lower." };
}

function gibibytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}
