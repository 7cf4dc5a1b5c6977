import { cliFailure } from "./cli-failure.ts";
import type { OpenStack } from "./opened-stack.ts";
import { stackExists } from "./state-file.ts";

/** Makes a stack of this machine in the state unless it is there. That of production is made by its owner: see `missingStack`. */
export async function createStack({ name, pulumi }: Pick<OpenStack, "name" | "pulumi">): Promise<void> {
  if (name === "prod" || stackExists(name)) return;
  try {
    await pulumi(["stack", "init", name, "--no-select"]);
  } catch (error) {
    // Another run was first.
    if (!String((error as { stderr?: string }).stderr).includes("already exists"))
      throw cliFailure(name, error);
  }
}
