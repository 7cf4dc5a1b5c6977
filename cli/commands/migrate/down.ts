import { type Command, InvalidArgumentError, Option } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";
import { schemaOption, toOption, wholeNumber } from "./options.ts";

interface MigrateDownOptions {
  readonly stack: string;
  readonly schema?: string;
  readonly to?: number;
  readonly steps?: number;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `pgstack migrate down`: rolls back, with the data. */
export function registerMigrateDown(group: Command): void {
  group
    .command("down")
    .description("roll migrations back, and lose the data that only they have room for; asks first")
    .addOption(stackOption())
    .addOption(schemaOption())
    .addOption(toOption("roll back all above this number, 0 for all").conflicts("steps"))
    .addOption(
      new Option("--steps <count>", "how many to roll back in each schema (default: 1)").argParser(
        atLeastOne,
      ),
    )
    .option("-y, --yes", "do not ask")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nWhat runs is the down file as it was when the migration was applied: the history keeps it.\n" +
        "The next `pgstack preview` shows what was rolled back, and `pgstack up --refresh` applies it again.",
    )
    .action(async (options: MigrateDownOptions) => {
      const { migrateDown } = await import("../../stack/migrate/down.ts");
      await migrateDown(options);
    });
}

function atLeastOne(text: string): number {
  const count = wholeNumber(text);
  if (count === 0) throw new InvalidArgumentError("It is at least 1.");
  return count;
}
