import type { Command } from "commander";
import { jsonOption } from "../stack-option.ts";

interface LintOptions {
  readonly schema?: string;
  readonly all?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `pgstack migrate lint`: reads the files alone; it needs no server and no stack. */
export function registerMigrateLint(group: Command): void {
  group
    .command("lint")
    .description("find what takes a long lock or breaks the running version, without a server")
    .option("--schema <name>", "only the migrations of this schema")
    .option("--all", "show what is allowed too, with the reasons")
    .option("--strict", "exit with 1 for warnings too")
    .addOption(jsonOption())
    .action(async (options: LintOptions) => {
      const { compileWasmOnce } = await import("../../migrations/compile-wasm-once.ts");
      // Before the parser is loaded.
      compileWasmOnce();
      const { lint } = await import("../../migrations/lint.ts");
      await lint(options);
    });
}
