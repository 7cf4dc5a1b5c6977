import type { Stack } from "@pulumi/pulumi/automation/index.js";
import type { Settings } from "../../settings/settings.ts";
import type { PulumiCli } from "../pulumi/pulumi-cli.ts";

/** A stack ready to be worked on. */
export interface OpenStack {
  readonly name: string;
  readonly settings: Settings;
  readonly cli: PulumiCli;
  /** What Pulumi is run with, beside the process's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where Pulumi is run: the stack's own folder. */
  readonly folder: string;
  /** Runs one command of the CLI with the stack's environment. */
  readonly pulumi: (args: string[]) => Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** Does something with the engine, through Pulumi's own handle, while no other run does. */
  readonly run: <T>(mode: "existing" | "create", work: (stack: Stack) => Promise<T>) => Promise<T>;
}
