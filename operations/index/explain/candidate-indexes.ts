import type { IndexDefinition, IndexKey } from "../../../model/index-definition.ts";
import type { IndexFacts, SchemaFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import { suggestedIndex } from "../foreign-keys/suggested-index.ts";
import { comparedColumns, distanceColumn, sortedColumn } from "./compared-columns.ts";
import type { SequentialScan } from "./sequential-scans.ts";

/** An index that a statement might use. */
export interface Candidate {
  readonly schema: string;
  readonly index: IndexDefinition;
}

/** The end of an operator class's name, by the operator it serves. Source: pgvector's README, Indexing. */
const metrics: Readonly<Record<string, string>> = {
  "<->": "l2",
  "<#>": "ip",
  "<=>": "cosine",
  "<+>": "l1",
  "<~>": "hamming",
  "<%>": "jaccard",
};

/**
 * Indexes that could take the place of reading large tables from end to end: equality first, then one range or the order
 * that is asked for. What an index of the table begins with already is none.
 */
export function candidateIndexes(
  scans: readonly SequentialScan[],
  facts: ReadonlyMap<string, SchemaFacts>,
): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const scan of scans.filter(({ large }) => large)) {
    const { schema } = scan;
    const known = facts.get(schema);
    for (const index of [...ordered(scan), ...others(scan, known)]) {
      if (!isThere(index, known?.indexes ?? [])) found.set(`${schema}.${index.name}`, { schema, index });
    }
  }
  return [...found.values()];
}

function ordered({ table, alias, filter, joins, sort }: SequentialScan): IndexDefinition[] {
  const { equal, ranged } = comparedColumns(filter ?? "", alias);
  const sorted = sort.map((key) => sortedColumn(key, alias));
  const order = sorted.every((key) => key !== undefined) ? sorted : [];
  const after =
    ranged.length > 0 ? ranged.slice(0, 1).map((column) => ({ column, descending: false })) : order;
  const keys = [
    ...equal.map((column) => ({ column, descending: false })),
    ...after.filter(({ column }) => !equal.includes(column)),
  ];
  const joined = [...new Set(joins.flatMap((condition) => comparedColumns(condition, alias).equal))];
  return [
    ...(keys.length > 0 ? [indexOf(table, keys)] : []),
    ...joined.map((column) => indexOf(table, [{ column, descending: false }])),
  ];
}

function indexOf(table: string, keys: readonly { column: string; descending: boolean }[]): IndexDefinition {
  const named = suggestedIndex(
    table,
    keys.map(({ column }) => column),
  );
  // An index is read both ways: downwards matters only where the directions differ.
  const mixed = keys.some(({ descending }) => descending) && keys.length > 1;
  return {
    ...named,
    keys: keys.map(
      ({ column, descending }): IndexKey => (mixed && descending ? { column, order: "desc" } : { column }),
    ),
  };
}

/** What has no order: jsonb and arrays that are looked into, and distances. */
function others(
  { table, alias, filter, sort }: SequentialScan,
  known: SchemaFacts | undefined,
): IndexDefinition[] {
  const gin = comparedColumns(filter ?? "", alias).contained.map((column) => ({
    ...suggestedIndex(table, [column]),
    method: "gin" as const,
  }));
  const distance = sort.length === 1 ? distanceColumn(sort[0] ?? "", alias) : undefined;
  const columns = known?.tables.find(({ name }) => name === table)?.columns;
  const type = columns?.find(({ name }) => name === distance?.column)?.type;
  if (distance === undefined || type === undefined) return gin;
  const opclass = `${type}_${metrics[distance.operator]}_ops`;
  const named = suggestedIndex(table, [distance.column]);
  return [...gin, { ...named, method: "hnsw", keys: [{ column: distance.column, opclass }] }];
}

function isThere(index: IndexDefinition, indexes: readonly IndexFacts[]): boolean {
  return indexes.some(
    ({ table, valid, shape }) =>
      valid &&
      table === index.table &&
      shape.method === (index.method ?? "btree") &&
      shape.predicate === null &&
      index.keys.every(
        ({ column, opclass }, at) =>
          shape.keys[at]?.column === column && (opclass === undefined || shape.keys[at]?.opclass === opclass),
      ),
  );
}
