import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import { vectorBytes } from "./hnsw-memory.ts";
import { vectorKey } from "./vector-key.ts";

/** Of PostgreSQL's page, without its header. */
const page = { size: 8192, room: 8192 - 24 };
/** What goes before each entry on a page: its pointer, and its own header. */
const entry = 4 + 8;
/** How full a B-tree's leaves are made. Source: PostgreSQL documentation, CREATE INDEX, fillfactor. */
const fill = 0.9;

/** About how many bytes an index will have on disk, or `undefined` where nothing is known to tell it by. */
export function indexBytes(index: IndexDefinition, table: TableFacts): number | undefined {
  const { method = "btree" } = index;
  if (table.rows === null || index.where !== undefined) return undefined;
  if (method === "btree") {
    const width = btreeWidth(index, table);
    return width === undefined ? undefined : (table.rows * (entry + Math.ceil(width / 8) * 8)) / fill;
  }
  const key = vectorKey(index, table);
  const value = key && vectorBytes(key.type, key.dimensions);
  if (value === undefined) return undefined;
  if (method === "ivfflat") return table.rows * perEntry(entry + value);
  if (method === "hnsw") return table.rows * hnswEntry(value, Number(index.with?.m ?? 16));
  return undefined;
}

/** Of the keys and what is carried along, in bytes. */
function btreeWidth({ keys, include = [] }: IndexDefinition, { columns }: TableFacts): number | undefined {
  let sum = 0;
  for (const name of [...keys.map(({ column }) => column), ...include]) {
    const width = columns.find((column) => column.name === name)?.width;
    if (width === null || width === undefined) return undefined;
    sum += width;
  }
  return sum;
}

/** An element and its neighbours: (layers + 1) x m addresses of 6 bytes each. Source: pgvector 0.8, src/hnsw.h. */
function hnswEntry(value: number, m: number): number {
  const element = Math.ceil((72 + value) / 8) * 8 + 4;
  const neighbors = Math.ceil((4 + 6 * m * (2 + 1 / (m - 1))) / 8) * 8 + 4;
  return element + neighbors <= page.room
    ? perEntry(element + neighbors)
    : perEntry(element) + perEntry(neighbors);
}

/** Entries do not cross pages: what is left of one is lost. */
function perEntry(bytes: number): number {
  return page.size / Math.max(1, Math.floor(page.room / bytes));
}
