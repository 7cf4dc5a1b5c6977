import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface StopOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `pgstack stop`: the server rests, its data stays. */
export function registerStop(program: Command): void {
  program
    .command("stop")
    .description("stop the server, with its replicas and pooler, and keep its data")
    .addOption(stackOption())
    .addOption(jsonOption())
    .action(async (options: StopOptions) => {
      const { stop } = await import("../stack/stop.ts");
      await stop(options);
    });
}
