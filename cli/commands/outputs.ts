import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface OutputsOptions {
  readonly stack: string;
  readonly json?: boolean;
  readonly showSecrets?: boolean;
}

/** `pgstack outputs`: what the stack tells other programs. */
export function registerOutputs(program: Command): void {
  program
    .command("outputs")
    .description("print the stack's outputs")
    .addOption(stackOption())
    .option("--show-secrets", "print connection URLs with their passwords")
    .addOption(jsonOption())
    .action(async (options: OutputsOptions) => {
      const { printOutputs } = await import("../stack/print-outputs.ts");
      await printOutputs(options);
    });
}
