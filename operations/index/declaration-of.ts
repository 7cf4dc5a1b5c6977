import { isDeepStrictEqual } from "node:util";
import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { indexFromRow } from "../../sql/index/index-from-row.ts";
import { readOptions } from "../../sql/index/index-options.ts";
import type { IndexRow } from "../../sql/index/read-index.ts";
import type { ComparedIndex } from "../../sql/index/same-index.ts";
import { declaredRow } from "./find-index.ts";

/**
 * The declaration that would make an index the catalog has, in the words of an earlier one where they mean the same: what
 * then differs between the two is what was changed, and not how the server writes it.
 */
export async function declarationOf(
  client: ClientBase,
  schema: string,
  row: IndexRow,
  earlier?: IndexDefinition,
): Promise<IndexDefinition> {
  const found = indexFromRow(row.name, row);
  if (earlier === undefined) return found;
  // What cannot be made any more, since a column is gone, is compared word by word.
  const meant = await declaredRow(client, schema, { ...earlier, table: row.table }).catch(() => undefined);
  return meant === undefined ? found : inWordsOf(earlier, found, meant, row);
}

/** By which facts of the catalog each property that has words of its own is compared. */
const facts: Readonly<Record<"keys" | "where" | "with" | "tablespace", (row: ComparedIndex) => unknown>> = {
  keys: ({ keys }) => keys,
  where: ({ predicate }) => predicate,
  with: ({ storage }) => readOptions(storage),
  tablespace: ({ tablespace }) => tablespace,
};

function inWordsOf(
  earlier: IndexDefinition,
  found: IndexDefinition,
  meant: ComparedIndex,
  row: IndexRow,
): IndexDefinition {
  const names = ["method", "unique", "nullsNotDistinct", "include"] as const;
  const defaults = { method: "btree", unique: false, nullsNotDistinct: false, include: [] };
  const kept = names.filter((name) =>
    isDeepStrictEqual(earlier[name] ?? defaults[name], found[name] ?? defaults[name]),
  );
  const meansTheSame = Object.entries(facts).filter(([, of]) => isDeepStrictEqual(of(meant), of(row)));
  const same = new Set<string>([...kept, ...meansTheSame.map(([name]) => name)]);
  const of = (definition: IndexDefinition, wanted: boolean) =>
    Object.entries(definition).filter(([name]) => same.has(name) === wanted);
  return Object.fromEntries([...of(found, false), ...of(earlier, true)]) as unknown as IndexDefinition;
}
