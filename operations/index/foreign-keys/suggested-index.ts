import type { IndexDefinition } from "../../../model/index-definition.ts";
import { cutName, longestName } from "../../../sql/fit-name.ts";

/** The index that these columns of a table call for, named as PostgreSQL would. */
export function suggestedIndex(table: string, columns: readonly string[]): IndexDefinition {
  const name = cutName([table, ...columns].join("_"), longestName - "_idx".length);
  return { name: `${name}_idx`, table, keys: columns.map((column) => ({ column })) };
}

/** An index as a line of a schema's `indexes` in model/database.ts. */
export function modelLine(index: IndexDefinition): string {
  return `${literal(index)},`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]) => `${name}: ${literal(field)}`);
  return `{ ${fields.join(", ")} }`;
}
