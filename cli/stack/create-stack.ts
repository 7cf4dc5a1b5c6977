import type { OpenStack } from "./opened-stack.ts";
import { stackExists } from "./state-file.ts";

/** Makes the stack in the state unless it is there. */
export async function createStack({ name, pulumi }: Pick<OpenStack, "name" | "pulumi">): Promise<void> {
  if (stackExists(name)) return;
  try {
    await pulumi(["stack", "init", name, "--no-select"]);
  } catch (error) {
    // Another run was first.
    if (!String((error as { stderr?: string }).stderr).includes("already exists")) throw error;
  }
}
