import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { ListedRow } from "../../../sql/index/list/read-listed-indexes.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import { indexBytes } from "../size/index-bytes.ts";

/** Smaller ones are not worth it, in bytes. */
const small = 1024 ** 2;
/** How much larger than its rows call for. */
const factor = 2;

/** Whether a B-tree is much larger than its rows call for, by the statistics of its columns. Of others that is not known. */
export function isBloated({ size, shape }: ListedRow, table: TableFacts | undefined): boolean {
  const plain = shape.method === "btree" && shape.keys.every(({ column }) => column !== null);
  if (table === undefined || !plain || size < small) return false;
  const keys = shape.keys.map(({ column }) => ({ column: column ?? "" }));
  const definition: IndexDefinition = {
    name: "",
    table: table.name,
    keys,
    include: shape.include,
    ...(shape.predicate !== null && { where: shape.predicate }),
  };
  const expected = indexBytes(definition, table);
  return expected !== undefined && size > expected * factor;
}
