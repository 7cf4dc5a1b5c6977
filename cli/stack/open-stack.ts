import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { SemVer } from "semver";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { projectRoot } from "../../settings/paths.ts";
import { readSettings } from "../../settings/read.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Progress } from "../output/progress.ts";
import { findPulumi } from "../pulumi/find-pulumi.ts";
import type { PulumiCli } from "../pulumi/pulumi-cli.ts";
import { prepareWorkspace } from "../workspace/prepare-workspace.ts";
import { createStack } from "./create-stack.ts";
import { missingStack } from "./missing-stack.ts";

const execute = promisify(execFile);

/** Outputs of a stack are small; this is only not to be cut off. */
const maxOutputBytes = 64 * 1024 * 1024;

/** A stack ready to be worked on. */
export interface OpenStack {
  readonly name: string;
  readonly settings: Settings;
  readonly cli: PulumiCli;
  /** What Pulumi is run with, beside the process's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs one command of the CLI in the project or in a folder, with the stack's environment. */
  readonly pulumi: (args: string[], folder?: string) => Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** Pulumi's own handle. */
  readonly select: (mode: "existing" | "create") => Promise<Stack>;
}

/**
 * Opens a stack: its settings checked before anything else happens, its environment prepared, a CLI found or built.
 * @throws UserError with every mistake in the settings, or without a CLI
 */
export async function openStack(name: string, progress?: Progress): Promise<OpenStack> {
  const settings = readSettings(name, readStackFile(name));
  const environment = prepareWorkspace(name, (line) => progress?.note(line));
  const cli = await findPulumi((text) => progress?.step(text));
  const options = { workDir: projectRoot, pulumiCommand: commandOf(cli), envVars: environment };
  const opened: OpenStack = {
    name,
    settings,
    cli,
    environment,
    pulumi: (args, folder = projectRoot) =>
      execute(cli.path, [...args, "--non-interactive"], {
        cwd: folder,
        env: { ...process.env, ...environment },
        maxBuffer: maxOutputBytes,
      }),
    select: async (mode) => {
      const { program } = await import("../../stacks/program.ts");
      const inline = { stackName: name, projectName: "pgstack", program };
      if (mode === "create") await createStack(opened);
      return LocalWorkspace.selectStack(inline, options).catch((cause: unknown) => {
        throw missingStack(name, cause);
      });
    },
  };
  return opened;
}

/** The CLI's version is known: asking for it again, as `PulumiCommand.get` does, takes a fifth of a second. */
function commandOf({ path, version }: PulumiCli): PulumiCommand {
  const Command = PulumiCommand as unknown as new (command: string, version: SemVer) => PulumiCommand;
  return new Command(path, new SemVer(version));
}
