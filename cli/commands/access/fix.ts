import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface FixOptions {
  readonly stack: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `pgstack access fix`: makes access what the model declares, in one transaction. */
export function registerAccessFix(access: Command): void {
  access
    .command("fix")
    .description("make roles, owners, privileges and policies what the model declares, in one transaction")
    .addOption(stackOption())
    .option("-y, --yes", "do not ask")
    .option("--dry-run", "only show the statements")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nIt drops no role, no table and no schema that holds anything: for those it says what to run by hand.",
    )
    .action(async (options: FixOptions) => {
      const { fix } = await import("../../stack/access/fix.ts");
      await fix(options);
    });
}
