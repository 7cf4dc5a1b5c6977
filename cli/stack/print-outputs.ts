import { resultTable } from "../output/result-table.ts";
import { openStack } from "./open-stack.ts";
import { readOutputs } from "./read-outputs.ts";

export interface OutputsOptions {
  readonly stack: string;
  readonly json?: boolean;
  /** Print passwords too. */
  readonly showSecrets?: boolean;
}

/** Prints the outputs; what is secret stays so unless it is asked for. */
export async function printOutputs(options: OutputsOptions): Promise<void> {
  const outputs = await readOutputs(await openStack(options.stack));
  const urls = options.showSecrets ? outputs.urls : mapValues(outputs.urls, () => "[secret]");
  const shown = { ...outputs, urls };
  if (options.json) {
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return;
  }
  const rows = Object.entries(shown).map(([name, value]) => [
    name,
    typeof value === "object" ? JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, " ") : String(value),
  ]);
  process.stdout.write(
    `${resultTable({ command: "", rowCount: rows.length, columns: ["output", "value"], rows }).replace(/\n[^\n]*$/, "")}\n`,
  );
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
