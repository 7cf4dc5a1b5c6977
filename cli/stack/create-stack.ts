import { existsSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../workspace/local-folders.ts";
import type { OpenStack } from "./opened-stack.ts";

/** Makes the stack in the state unless it is there. */
export async function createStack({ name, pulumi }: Pick<OpenStack, "name" | "pulumi">): Promise<void> {
  if (existsSync(join(stateFolder(), ".pulumi", "stacks", "pgstack", `${name}.json`))) return;
  try {
    await pulumi(["stack", "init", name, "--no-select"]);
  } catch (error) {
    // Another run was first, or prod's state is not a local file.
    if (!String((error as { stderr?: string }).stderr).includes("already exists")) throw error;
  }
}
