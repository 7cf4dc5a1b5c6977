import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface MigrateNewOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `pgstack migrate new`: the next pair of files. */
export function registerMigrateNew(group: Command): void {
  group
    .command("new")
    .description("write the next numbered pair of files; overwrites nothing")
    .argument("<schema>", "declared schema it is of")
    .argument("<name>", "what it does, e.g. add_orders_note")
    .addOption(stackOption())
    .addOption(jsonOption())
    .action(async (schema: string, name: string, options: MigrateNewOptions) => {
      const { writeNewMigration } = await import("../../stack/migrate/new.ts");
      writeNewMigration(schema, name, options);
    });
}
