import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, stackFolder } from "../../settings/paths.ts";
import { stateFolder } from "../workspace/local-folders.ts";
import type { OpenStack } from "./opened-stack.ts";

/**
 * Makes the stack in the state unless it is there. `pulumi stack init` writes the salt of the passphrase into the file of
 * the project it stands in, whatever --config-file says: for a dev stack it is run in the stack's own folder, where that
 * file is this checkout's copy.
 */
export async function createStack({ name, pulumi }: Pick<OpenStack, "name" | "pulumi">): Promise<void> {
  if (existsSync(join(stateFolder(), ".pulumi", "stacks", "pgstack", `${name}.json`))) return;
  if (name === "prod") return initStack({ name, pulumi }, projectRoot);
  const project = join(stackFolder(name), "Pulumi.yaml");
  writeFileSync(project, "name: pgstack\nruntime: nodejs\n");
  try {
    await initStack({ name, pulumi }, stackFolder(name));
  } finally {
    rmSync(project);
  }
}

async function initStack(
  { name, pulumi }: Pick<OpenStack, "name" | "pulumi">,
  folder: string,
): Promise<void> {
  try {
    await pulumi(["stack", "init", name, "--no-select"], folder);
  } catch (error) {
    // Another run was first, or prod's state is not a local file.
    if (!String((error as { stderr?: string }).stderr).includes("already exists")) throw error;
  }
}
