import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface UpOptions {
  readonly stack: string;
  readonly refresh?: boolean;
  readonly replaceData?: boolean;
  readonly json?: boolean;
}

/** `pgstack up`: makes the stack what the program says. */
export function registerUp(program: Command): void {
  program
    .command("up")
    .description("create or update the stack: the server, and everything in the database")
    .addOption(stackOption())
    .option("--refresh", "compare with the server first, and mend what was changed by hand")
    .option(
      "--replace-data",
      "let a setting that the data was made with change: what the server holds is deleted (docker only)",
    )
    .addOption(jsonOption())
    .action(async (options: UpOptions) => {
      const { up } = await import("../stack/up.ts");
      await up(options);
    });
}
