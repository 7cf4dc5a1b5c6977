import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";
import { schemaOption, toOption } from "./options.ts";

interface MigrateUpOptions {
  readonly stack: string;
  readonly schema?: string;
  readonly to?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `pgstack migrate up`: applies what is pending. */
export function registerMigrateUp(group: Command): void {
  group
    .command("up")
    .description("apply pending migrations, as `pgstack up` does")
    .addOption(stackOption())
    .addOption(schemaOption())
    .addOption(toOption("apply none above this number"))
    .option("--dry-run", "say what would be applied, and do nothing")
    .addOption(jsonOption())
    .action(async (options: MigrateUpOptions) => {
      const { migrateUp } = await import("../../stack/migrate/up.ts");
      await migrateUp(options);
    });
}
