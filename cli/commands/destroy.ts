import type { Command } from "commander";
import { stackOption } from "./stack-option.ts";

interface DestroyOptions {
  readonly stack: string;
  readonly yes?: boolean;
}

/** `pgstack destroy`: takes the stack away, data and all. */
export function registerDestroy(program: Command): void {
  program
    .command("destroy")
    .description("stop the server and delete it with all its data; asks first")
    .addOption(stackOption())
    .option("-y, --yes", "do not ask")
    .action(async (options: DestroyOptions) => {
      const { destroy } = await import("../stack/destroy.ts");
      await destroy(options);
    });
}
