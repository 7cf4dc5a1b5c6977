import { InvalidArgumentError, Option } from "commander";

/** `--schema`: one of the declared schemas. */
export function schemaOption(): Option {
  return new Option("--schema <name>", "schema to work on (default: all declared ones)");
}

/** `--to <version>`: the number of a migration, leading zeros or not. */
export function toOption(description: string): Option {
  return new Option("--to <number>", description).argParser(wholeNumber);
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("It is no whole number below 10000.");
  return Number(text);
}
