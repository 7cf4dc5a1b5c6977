import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { program } from "../../stacks/program.ts";
import type { PulumiCli } from "../pulumi/pulumi-cli.ts";
import { createStack } from "./create-stack.ts";
import { missingStack } from "./missing-stack.ts";
import type { OpenStack } from "./opened-stack.ts";
import { stackExists } from "./state-file.ts";
import { withoutTraces } from "./without-traces.ts";

/** The engine writes the whole state at every step, and collects its garbage each time: it may have some more memory instead. */
const lessCollecting = { GOGC: process.env.GOGC ?? "400" };

/**
 * The stack for Pulumi's Automation API, with the program inline. Each question to the CLI is a process of a fifth of a
 * second or more: those whose answer is known or not needed are not asked.
 *
 * @throws UserError when it is not there and not to be made
 */
export async function automationStack(opened: OpenStack, mode: "existing" | "create"): Promise<Stack> {
  const { name, cli, environment, folder } = opened;
  if (mode === "create") await createStack(opened);
  withoutTraces();
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    pulumiCommand: commandOf(cli),
    envVars: { ...lessCollecting, ...environment },
    program,
  });
  // That of production is in another back end, and was asked for its outputs already.
  if (name !== "prod" && !stackExists(name)) throw missingStack(name);
  // Every command names its stack: nothing depends on which one is selected.
  workspace.selectStack = async () => undefined;
  const stack = await Stack.select(name, workspace);
  // Asked for after an update; what is needed of it is read by `readOutputs`.
  stack.outputs = async () => ({});
  stack.info = async () => undefined;
  return stack;
}

/** The version is known, where `PulumiCommand.get` would ask the CLI for it. */
function commandOf({ path, version }: PulumiCli): PulumiCommand {
  const Command = PulumiCommand as unknown as new (command: string, version: SemVer) => PulumiCommand;
  return new Command(path, new SemVer(version));
}
