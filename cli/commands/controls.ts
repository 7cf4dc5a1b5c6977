import type { Command } from "commander";
import type { ControlsSource } from "../stack/controls.ts";
import { jsonOption, stackOption } from "./stack-option.ts";

interface ControlsOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/**
 * `pgstack controls`: holds what a stack would have against the controls of Security Hub and Checkov.
 * @param source where plan and exceptions come from. @default the stack's program and file
 */
export function registerControls(program: Command, source?: ControlsSource): void {
  program
    .command("controls")
    .description("hold what a stack declares against Security Hub's and Checkov's controls; needs no account")
    .addOption(stackOption().default("prod"))
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nExits with 1 when a mandatory rule fails, or an exception is at fault. docs/controls.md lists the rules.",
    )
    .action(async (options: ControlsOptions) => {
      const { controls } = await import("../stack/controls.ts");
      await controls(options, source ?? (await import("../stack/controls-source.ts")).controlsSource);
    });
}
