import { Argument, type Command, InvalidArgumentError } from "commander";
import { UserError } from "../../../errors/user-error.ts";
import { type ColumnPath, columnPath } from "../../../operations/online-change/column-path.ts";
import { jsonOption, stackOption } from "../stack-option.ts";

interface ChangeOptions {
  readonly stack: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `pgstack migrate change`: writes the migrations of a change that clients do not notice. */
export function registerMigrateChange(migrate: Command): void {
  const change = migrate
    .command("change")
    .description("write the migrations of a change that clients do not notice");
  common(
    change
      .command("rename-column")
      .description("rename a column; clients use either name until the last migration")
      .addArgument(columnArgument())
      .argument("<new-name>", "its new name"),
  ).action(async (column: ColumnPath, to: string, options: ChangeOptions) => {
    const { change } = await import("../../stack/change.ts");
    await change({ kind: "rename-column", column, to }, options);
  });
  common(
    change
      .command("to-text")
      .description("make a varchar(n) column text, with a CHECK on its length")
      .addArgument(columnArgument())
      .option("--max-length <n>", "most characters of a value (default: what the varchar has)", length),
  ).action(async (column: ColumnPath, options: ChangeOptions & { readonly maxLength?: number }) => {
    const { change } = await import("../../stack/change.ts");
    await change(
      { kind: "to-text", column, ...(options.maxLength !== undefined && { maxLength: options.maxLength }) },
      options,
    );
  });
}

function common(command: Command): Command {
  return command
    .addOption(stackOption())
    .option("--dry-run", "print the files, and write nothing")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nReads the column in the stack's database, and writes numbered files below migrations/. What each does, which\n" +
        "lock it takes and when the application follows: docs/online-changes.md.",
    );
}

function columnArgument(): Argument {
  return new Argument("<column>", "schema.table.column").argParser((text: string) => {
    try {
      return columnPath(text);
    } catch (error) {
      if (UserError.isInstance(error)) throw new InvalidArgumentError(error.mend ?? error.message);
      throw error;
    }
  });
}

function length(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text))
    throw new InvalidArgumentError("It is no number of characters, from 1 on.");
  return Number(text);
}
