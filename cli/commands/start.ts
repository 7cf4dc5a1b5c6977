import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface StartOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `pgstack start`: the server that was stopped runs again. */
export function registerStart(program: Command): void {
  program
    .command("start")
    .description("start the server that was stopped, with its replicas and pooler, and wait until it answers")
    .addOption(stackOption())
    .addOption(jsonOption())
    .action(async (options: StartOptions) => {
      const { start } = await import("../stack/start.ts");
      await start(options);
    });
}
