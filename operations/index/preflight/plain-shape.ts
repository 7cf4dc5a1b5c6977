import type { IndexDefinition, IndexKey } from "../../../model/index-definition.ts";
import type { IndexShape } from "../../../sql/index/index-shape.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";

/** What a key may say for its shape to be known without asking the server. */
const plainFields: ReadonlySet<string> = new Set(["column", "order", "nulls"]);

/** The same of an index. */
const plainOptions: ReadonlySet<string> = new Set([
  "name",
  "table",
  "keys",
  "method",
  "unique",
  "include",
  "comment",
]);

/** Types that have an order; the server is asked about others. */
const orderedTypes: ReadonlySet<string> = new Set(
  (
    "bool bpchar bytea cidr date float4 float8 inet int2 int4 int8 interval jsonb macaddr name numeric oid text time " +
    "timestamp timestamptz timetz uuid varchar"
  ).split(" "),
);

/** Whether the server would have nothing to object to, and nothing to write otherwise: ordered columns, and no more. */
export function isPlain(index: IndexDefinition, { columns }: Pick<TableFacts, "columns">): boolean {
  const { method = "btree", keys } = index;
  const ordered = columns.filter(({ type }) => orderedTypes.has(type)).map(({ name }) => name);
  return (
    method === "btree" &&
    Object.keys(index).every((option) => plainOptions.has(option)) &&
    keys.every(
      (key) =>
        Object.keys(key).every((field) => plainFields.has(field)) && ordered.includes(key.column ?? ""),
    )
  );
}

/** The shape of a declared index as it is written; the server's own where {@link isPlain}. */
export function plainShape(index: IndexDefinition): IndexShape {
  const { nullsNotDistinct = false } = index as { nullsNotDistinct?: boolean };
  return {
    method: index.method ?? "btree",
    unique: index.unique ?? false,
    nullsNotDistinct,
    keys: index.keys.map(plainKey),
    include: index.include ?? [],
    predicate: index.where ?? null,
  };
}

function plainKey({
  column,
  expression,
  opclass,
  order,
  nulls,
  ...others
}: IndexKey): IndexShape["keys"][number] {
  const { collation } = others as { collation?: string };
  const descending = order === "desc";
  return {
    text: column === undefined ? `(${expression})` : quotedWhereNeeded(column),
    column: column ?? null,
    opclass: opclass ?? null,
    collation: collation ?? null,
    descending,
    nullsFirst: nulls === undefined ? descending : nulls === "first",
  };
}

/** As the server writes names, words of SQL's own apart. */
function quotedWhereNeeded(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
