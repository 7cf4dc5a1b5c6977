import { type Command, InvalidArgumentError } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface SeedOptions {
  readonly stack: string;
  readonly scale?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `pgstack seed`: loads demo data. */
export function registerSeed(program: Command): void {
  program
    .command("seed")
    .description("load the demo data of schema commerce, in place of the demo data there")
    .addOption(stackOption())
    .option("--scale <times>", "multiplies the about 40,000 rows (default: the stack's setting)", wholeNumber)
    .option("--seed <number>", "seed of the generator (default: the stack's setting)", wholeNumber)
    .addOption(jsonOption())
    .action(async (options: SeedOptions) => {
      const { seedStack } = await import("../stack/seed.ts");
      await seedStack(options);
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is no whole number.");
  return Number(text);
}
