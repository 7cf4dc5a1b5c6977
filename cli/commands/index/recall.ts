import { type Command, InvalidArgumentError } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface RecallOptions {
  readonly stack: string;
  readonly k?: number;
  readonly atLeast?: number;
  readonly queries?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `pgstack index recall`: how much of the true answer vector indexes find. */
export function registerIndexRecall(index: Command): void {
  index
    .command("recall [index]")
    .description(
      "measure how much of the true answer vector indexes find; exit code 1 when a goal is not met",
    )
    .addOption(stackOption())
    .option("--k <rows>", "nearest rows a query asks for (default: the model's, or 10)", wholeNumber)
    .option("--at-least <part>", "part of them to be found (default: the model's, or 0.95)", part)
    .option(
      "--queries <number>",
      "queries asked; each is one exact scan (default: 20 / (1 - part))",
      wholeNumber,
    )
    .option("--seed <number>", "another seed takes other rows (default: 1)", wholeNumber)
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nWithout the name of an index, all of the stack's hnsw and ivfflat indexes are measured. It changes nothing.",
    )
    .action(async (name: string | undefined, options: RecallOptions) => {
      const { recall } = await import("../../stack/index/recall.ts");
      await recall(name, options);
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is no whole number.");
  return Number(text);
}

function part(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number < 1)) throw new InvalidArgumentError("It is a number above 0 and below 1.");
  return number;
}
