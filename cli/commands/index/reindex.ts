import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface ReindexOptions {
  readonly stack: string;
  readonly invalid?: boolean;
  readonly bloated?: boolean;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `pgstack index reindex`: builds indexes anew beside themselves. */
export function registerIndexReindex(index: Command): void {
  index
    .command("reindex")
    .description("build indexes anew, one at a time, while queries and writers go on")
    .argument("[name]", "index, with its schema where the name alone is not enough")
    .addOption(stackOption())
    .option("--invalid", "those that are INVALID; leftovers of failed rebuilds are dropped")
    .option("--bloated", "B-trees that have at least twice the size that their rows call for")
    .option("--all", "every index of the declared schemas")
    .option("--dry-run", "only show the statements")
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: ReindexOptions) => {
      const { reindex } = await import("../../stack/index/reindex.ts");
      await reindex(name, options);
    });
}
