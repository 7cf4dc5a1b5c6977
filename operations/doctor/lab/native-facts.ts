import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { runFile } from "../../../embedded/run-folder/run-files.ts";
import { fromProject, runFolder } from "../../../settings/paths.ts";
import type { Settings } from "../../../settings/settings.ts";
import { runningProcess } from "../../embedded/server-process.ts";
import { replicaDataFolder } from "../../native/replica-folders.ts";
import { replicaRunFolders } from "../../native/stack-replicas.ts";
import type { LabFacts } from "../checks/guardrails.ts";

/** What is there of a stack whose servers are processes of this machine. */
export function nativeFacts({ stack, dataFolder }: Pick<Settings, "stack" | "dataFolder">): LabFacts {
  const data = join(fromProject(dataFolder), stack);
  const primary = runFolder(stack);
  const replicas = replicaRunFolders(stack);
  const folders = [data, ...replicas.map((folder) => replicaDataFolder(data, basename(folder)))];
  const logs = [primary, ...replicas].flatMap((folder) => [
    join(folder, runFile.log),
    join(folder, `${runFile.log}.1`),
  ]);
  const begun = logs.flatMap((log) => statSync(log, { throwIfNoEntry: false })?.birthtimeMs ?? []);
  return {
    instances: [primary, ...replicas].filter((folder) => runningProcess(folder) !== undefined).length,
    storageUsed: folders.map(folderSize).reduce((sum, size) => sum + size),
    oldestLog: begun.length === 0 ? undefined : new Date(Math.min(...begun)),
  };
}

/** In bytes on disk; files that the server deletes meanwhile, or that are closed to this user, count nothing. */
function folderSize(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return folderSize(path);
        return (statSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
      })
      .reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (["ENOENT", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return 0;
    throw error;
  }
}
