import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";

/** The type and the dimensions of an index's only key, a column or a cast, where they can be told. */
export function vectorKey(
  { keys: [key] }: Pick<IndexDefinition, "keys">,
  table: Pick<TableFacts, "columns">,
): { readonly type: string; readonly dimensions: number } | undefined {
  if (key?.expression !== undefined) {
    const cast = /::\s*(?:\w+\.)?(vector|halfvec|bit)\((\d+)\)\s*\)?\s*$/i.exec(key.expression);
    return cast?.[1] === undefined ? undefined : { type: cast[1].toLowerCase(), dimensions: Number(cast[2]) };
  }
  const column = table.columns.find(({ name }) => name === key?.column);
  if (column === undefined || column.dimensions === null) return undefined;
  return { type: column.type, dimensions: column.dimensions };
}
