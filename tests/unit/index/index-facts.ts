import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { OtherIndex } from "../../../operations/index/duplicates/compare-indexes.ts";
import { plainShape } from "../../../operations/index/preflight/plain-shape.ts";
import type { PreflightSubject } from "../../../operations/index/preflight/preflight-subject.ts";
import type { ColumnFacts, TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";

/** A table of 50,000 rows, unless a test says otherwise. */
export function table(changes: Partial<TableFacts> = {}): TableFacts {
  const columns: ColumnFacts[] = [
    { name: "id", type: "int8", dimensions: null, width: 8 },
    { name: "email", type: "text", dimensions: null, width: 20 },
    { name: "embedding", type: "vector", dimensions: 384, width: null },
  ];
  return { name: "items", partitioned: false, materialized: false, rows: 50_000, columns, ...changes };
}

/** An index on `items`, and a server of 64 MB for builds. */
export function subject(
  index: Partial<IndexDefinition>,
  changes: Partial<PreflightSubject> = {},
): PreflightSubject {
  const whole = { name: "items_idx", table: "items", keys: [{ column: "embedding" }], ...index };
  return {
    schema: "app",
    index: whole,
    shape: plainShape(whole),
    table: table(),
    server: {
      maintenanceWorkMem: 64 * 1024 ** 2,
      parallelWorkers: 2,
      sharedMemoryType: "posix",
      statementsIn: null,
      readsFiles: false,
    },
    sharedMemory: undefined,
    others: [],
    statements: [],
    ...changes,
  };
}

/** Another index on `items`, of the catalog unless a test says otherwise. */
export function other(
  index: Partial<IndexDefinition> & { readonly name: string },
  changes: Partial<OtherIndex> = {},
): OtherIndex {
  const whole = { table: "items", keys: [{ column: "id" }], ...index };
  return {
    name: whole.name,
    table: "items",
    shape: plainShape(whole),
    constraint: false,
    declared: false,
    ...changes,
  };
}
