import type { ListedIndex } from "../../../operations/index/list/listed-index.ts";

/** What an index is, in few words: `btree (customer_id, created_at DESC)`, `primary key (id)`, `hnsw (embedding)`. */
export function indexKind({ constraint, definition, shape, parts }: ListedIndex): string {
  const keys = keysIn(definition);
  const kind =
    constraint === "p"
      ? "primary key"
      : constraint === "x"
        ? "exclusion"
        : [shape.unique ? "unique" : "", shape.method === "btree" && shape.unique ? "" : shape.method]
            .filter(Boolean)
            .join(" ");
  const carried = shape.include.length > 0 ? ` + ${shape.include.join(", ")}` : "";
  const partial = shape.predicate === null ? "" : ", partial";
  const partitions = parts > 0 ? `, ${parts} ${parts === 1 ? "partition" : "partitions"}` : "";
  return `${kind} ${keys}${carried}${partial}${partitions}`;
}

/** The keys as the server writes them, in their parentheses, which may hold others. */
function keysIn(definition: string): string {
  const start = definition.indexOf("(", definition.indexOf(" USING "));
  let depth = 0;
  for (let at = start; at < definition.length; at++) {
    if (definition[at] === "(") depth++;
    if (definition[at] === ")" && --depth === 0) return definition.slice(start, at + 1);
  }
  return definition.slice(start);
}
