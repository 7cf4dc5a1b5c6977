import { type Command, InvalidArgumentError, Option } from "commander";
import { assumptionWords, type CostAssumptions, defaultAssumptions } from "../../cost/assumptions.ts";
import { nearest } from "../../settings/nearest.ts";
import { jsonOption } from "./stack-option.ts";

interface CostOptions {
  readonly stack: string;
  readonly assume: Partial<CostAssumptions>;
  readonly against?: string;
  readonly hours?: number;
  readonly cap?: number;
  readonly json?: boolean;
}

/** `pgstack cost`: what production costs a month, before it is there. */
export function registerCost(program: Command): void {
  program
    .command("cost")
    .description("estimate what the stack costs a month, line by line, against the budget")
    .addOption(new Option("-s, --stack <name>", "stack to work on").default("prod"))
    .addOption(
      new Option("--assume <name=number...>", "say what no setting says, e.g. logGb=20")
        .default({}, "a small application")
        .argParser(assumption),
    )
    .option("--against <file>", "compare with the --json of another run: what a change costs")
    .option("--hours <number>", "for so many hours in place of a month", positive)
    .option("--cap <dollars>", "exit 1 above this, in place of the budget", positive)
    .addOption(jsonOption())
    .addHelpText("after", `\nWhat can be assumed:\n${assumptionHelp()}`)
    .action(async (options: CostOptions) => {
      const { cost } = await import("../stack/cost.ts");
      cost(options);
    });
}

function assumption(text: string, before: Partial<CostAssumptions>): Partial<CostAssumptions> {
  const [name = "", ...rest] = text.split("=");
  const value = rest.join("=");
  if (!Object.hasOwn(defaultAssumptions, name)) {
    const meant = nearest(name, Object.keys(defaultAssumptions));
    throw new InvalidArgumentError(
      meant === undefined ? "`pgstack cost --help` lists what can be assumed." : `Did you mean ${meant}?`,
    );
  }
  if (!/^\d+(\.\d+)?$/.test(value)) throw new InvalidArgumentError(`Write ${name}= and a number.`);
  return { ...before, [name]: Number(value) };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError("Write a number above 0.");
  return value;
}

function assumptionHelp(): string {
  return Object.entries(assumptionWords)
    .map(([name, words]) => {
      const value = String(defaultAssumptions[name as keyof CostAssumptions]);
      return `  ${name.padEnd(18)}${value.padStart(4)}  ${words}`;
    })
    .join("\n");
}
