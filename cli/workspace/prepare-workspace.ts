import { rdsCaFile } from "../../db/rds-ca-file.ts";
import { refreshEffectiveConfig } from "./effective-config.ts";
import { ensureLocalFolders } from "./local-folders.ts";
import { ensurePassphrase } from "./passphrase.ts";
import { pulumiEnvironment } from "./pulumi-environment.ts";
import { removeStaleLocks } from "./stack-locks.ts";
import { refreshStackProject } from "./stack-project.ts";

/**
 * Prepares what surrounds a stack on this machine, and returns the environment for Pulumi.
 * @param say is told what was mended or carried over
 */
export function prepareWorkspace(
  stack: string,
  say: (line: string) => void,
  root?: string,
): Record<string, string> {
  if (stack === "prod") rdsCaFile(stack, root);
  else {
    ensureLocalFolders(stack, root);
    ensurePassphrase(root);
    refreshStackProject(stack, root);
    for (const line of refreshEffectiveConfig(stack, root)) say(line);
    for (const { pid } of removeStaleLocks(stack, root))
      say(`removed the lock of process ${pid}, which has ended`);
  }
  return pulumiEnvironment(stack, root);
}
