import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";
import { schemaOption } from "./options.ts";

interface MigrateVerifyOptions {
  readonly stack: string;
  readonly schema?: string;
  readonly embedded?: boolean;
  readonly json?: boolean;
}

/** `pgstack migrate verify`: up, down, up leaves the catalog as it was. */
export function registerMigrateVerify(group: Command): void {
  group
    .command("verify")
    .description("prove in a throwaway database that each migration's down undoes its up")
    .addOption(stackOption())
    .addOption(schemaOption())
    .option("--embedded", "in an embedded server of its own, also when the stack has a server (for CI)")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nThe database is made on the stack's docker or native server, or else on an embedded server that is\n" +
        "started for it; nothing of it is left. Exit code 1: a migration's down leaves the catalog different.",
    )
    .action(async (options: MigrateVerifyOptions) => {
      const { verify } = await import("../../stack/migrate/verify.ts");
      await verify(options);
    });
}
