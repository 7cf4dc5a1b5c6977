import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";
import { schemaOption } from "./options.ts";

interface MigrateStatusOptions {
  readonly stack: string;
  readonly schema?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `pgstack migrate status`: files and history side by side. */
export function registerMigrateStatus(group: Command): void {
  group
    .command("status")
    .description("list migrations: applied, pending, edited, missing or restorable")
    .addOption(stackOption())
    .addOption(schemaOption())
    .option("--check", "exit 1 also when one is pending")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nExit code 1: a file was edited after it was applied, or is gone; or a row is gone from the history\n" +
        "whose objects are there (restorable: `pgstack migrate up` compares, and puts the row back).",
    )
    .action(async (options: MigrateStatusOptions) => {
      const { printMigrationStatus } = await import("../../stack/migrate/status.ts");
      await printMigrationStatus(options);
    });
}
