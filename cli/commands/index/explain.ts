import { type Command, InvalidArgumentError } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface ExplainOptions {
  readonly stack: string;
  readonly role: string;
  readonly analyze?: boolean;
  readonly timeout: number;
  readonly json?: boolean;
}

/** `pgstack index explain`: which indexes a statement uses, and which it lacks. */
export function registerIndexExplain(index: Command): void {
  index
    .command("explain")
    .description("show which indexes a statement uses, what it reads from end to end, and what would help")
    .argument("<statement>", "statement, or a file that ends in .sql, or `-` for standard input")
    .addOption(stackOption())
    .option("-r, --role <name>", "role to plan it as, with its settings", "mcp_app")
    .option("--analyze", "run it, in a transaction that is rolled back, to know times and rows")
    .option("--timeout <seconds>", "how long it may run", seconds, 30)
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nA statement with parameters, $1 and so on, is planned for any values of them.\n" +
        "Where the server has hypopg, indexes that might help are tried without being built.",
    )
    .action(async (statement: string, options: ExplainOptions) => {
      const { compileWasmOnce } = await import("../../migrations/compile-wasm-once.ts");
      // Before the parser of statements is loaded.
      compileWasmOnce();
      const { explainIndexes } = await import("../../stack/index/explain.ts");
      await explainIndexes(statement, options);
    });
}

function seconds(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new InvalidArgumentError("It is no whole number of seconds from 1.");
  return Number(text);
}
