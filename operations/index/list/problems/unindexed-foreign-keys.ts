import { modelLine, suggestedIndex } from "../../foreign-keys/suggested-index.ts";
import { uncoveredForeignKeys } from "../../foreign-keys/uncovered-foreign-keys.ts";
import type { IndexFinding } from "../index-finding.ts";
import type { ListedFacts } from "../listed-facts.ts";

/** Foreign keys that no valid index begins with. */
export function foreignKeysWithout({
  indexes,
  foreignKeys,
}: Pick<ListedFacts, "indexes" | "foreignKeys">): IndexFinding[] {
  const indexed = indexes
    .filter(({ valid }) => valid)
    .map(({ schema, table, shape }) => ({
      schema,
      table,
      method: shape.method,
      columns: shape.keys.map(({ column }) => column),
      predicate: shape.predicate,
    }));
  return uncoveredForeignKeys(foreignKeys, indexed).map(({ schema, table, name, columns, references }) => ({
    problem: "foreign-key",
    schema,
    table,
    name,
    what: `no index begins with (${columns.join(", ")}): each DELETE from ${references}, and each join along the key, reads all of ${schema}.${table}`,
    mend: `Add to the indexes of schema ${schema} in model/database.ts:`,
    run: null,
    model: modelLine(suggestedIndex(table, columns)),
  }));
}
