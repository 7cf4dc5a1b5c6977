import { type Command, InvalidArgumentError } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface ListOptions {
  readonly stack: string;
  readonly schema?: string;
  readonly allSchemas?: boolean;
  readonly unusedAfter: number;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `pgstack index list`: every index, and what is the matter with them. */
export function registerIndexList(index: Command): void {
  index
    .command("list")
    .description("list indexes with size and use; say which are INVALID, missing, superfluous or unused")
    .addOption(stackOption())
    .option("--schema <name>", "one schema (default: all declared ones)")
    .option("--all-schemas", "also schemas that are not declared")
    .option("--unused-after <days>", "call an index without a scan unused from then on", days, 7)
    .option("--check", "exit 1 when there is a finding")
    .addOption(jsonOption())
    .action(async (options: ListOptions) => {
      const { compileWasmOnce } = await import("../../migrations/compile-wasm-once.ts");
      // Before the parser of the migrations is loaded.
      compileWasmOnce();
      const { list } = await import("../../stack/index/list.ts");
      await list(options);
    });
}

function days(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("It is no whole number of days below 10000.");
  return Number(text);
}
