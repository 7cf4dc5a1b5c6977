import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { projectRoot, stackFolder } from "../../settings/paths.ts";
import { readSettings } from "../../settings/read.ts";
import type { Progress } from "../output/progress.ts";
import { findPulumi } from "../pulumi/find-pulumi.ts";
import type { PulumiCli } from "../pulumi/pulumi-cli.ts";
import { prepareWorkspace } from "../workspace/prepare-workspace.ts";
import { createStack } from "./create-stack.ts";
import { missingStack } from "./missing-stack.ts";
import type { OpenStack } from "./opened-stack.ts";

const execute = promisify(execFile);

/** Outputs of a stack are small; this is only not to be cut off. */
const maxOutputBytes = 64 * 1024 * 1024;

/**
 * Opens a stack: its settings checked before anything else happens, its environment prepared, a CLI found or built.
 * @throws UserError with every mistake in the settings, or without a CLI
 */
export async function openStack(name: string, progress?: Progress): Promise<OpenStack> {
  const settings = readSettings(name, readStackFile(name));
  const environment = prepareWorkspace(name, (line) => progress?.note(line));
  const cli = await findPulumi((text) => progress?.step(text));
  const workDir = settings.environment === "prod" ? projectRoot : stackFolder(name);
  const options = { workDir, pulumiCommand: commandOf(cli), envVars: environment };
  const opened: OpenStack = {
    name,
    settings,
    cli,
    environment,
    pulumi: (args) =>
      execute(cli.path, [...args, "--non-interactive"], {
        cwd: workDir,
        env: { ...process.env, ...environment },
        maxBuffer: maxOutputBytes,
      }),
    select: async (mode) => {
      const { program } = await import("../../stacks/program.ts");
      const inline = { stackName: name, projectName: "pgstack", program };
      if (mode === "create") await createStack(opened);
      return withoutQuestions(
        await LocalWorkspace.selectStack(inline, options).catch((cause: unknown) => {
          throw String(cause).includes("no stack named") ? missingStack(name, cause) : cause;
        }),
      );
    },
  };
  return opened;
}

/**
 * After an update the Automation API asks the CLI for outputs, twice, and for the history: three processes, a second
 * together. What is needed of it is read once, by `readOutputs`.
 */
function withoutQuestions(stack: Stack): Stack {
  stack.outputs = async () => ({});
  stack.info = async () => undefined;
  return stack;
}

/** The CLI's version is known: asking for it again, as `PulumiCommand.get` does, takes a fifth of a second. */
function commandOf({ path, version }: PulumiCli): PulumiCommand {
  const Command = PulumiCommand as unknown as new (command: string, version: SemVer) => PulumiCommand;
  return new Command(path, new SemVer(version));
}
