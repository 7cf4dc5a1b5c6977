import { type Command, Option } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface UpgradeOptions {
  readonly stack: string;
  readonly check?: boolean;
  readonly undo?: boolean;
  readonly finish?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `pgstack upgrade`: the data goes to a newer major version of PostgreSQL. */
export function registerUpgrade(program: Command): void {
  program
    .command("upgrade")
    .description("copy the data to the newer PostgreSQL of pgstack:image, and keep the old data; asks first")
    .addOption(stackOption())
    .addOption(
      new Option("--check", "say what would be done, and do nothing").conflicts(["undo", "finish", "yes"]),
    )
    .addOption(
      new Option("--undo", "go back to the data as it was at the upgrade, and keep the newer").conflicts(
        "finish",
      ),
    )
    .option("--finish", "delete the data that is kept since the upgrade")
    .option("-y, --yes", "do not ask")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nThe server is down while its data is copied. An upgrade that fails, or is stopped by Ctrl-C, leaves the\n" +
        "server as it was. Docker servers only: docs/upgrades.md.",
    )
    .action(async (options: UpgradeOptions) => {
      const { upgrade } = await import("../stack/upgrade.ts");
      await upgrade(options);
    });
}
