import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { IndexShape } from "../../../sql/index/index-shape.ts";
import type { TableFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import type { OtherIndex } from "../duplicates/compare-indexes.ts";
import { buildMemory } from "./checks/build-memory.ts";
import { diskSpace } from "./checks/disk-space.ts";
import { distanceOperator } from "./checks/distance-operator.ts";
import { duplicateIndex } from "./checks/duplicate-index.ts";
import { ivfflatLists } from "./checks/ivfflat-lists.ts";
import { missingColumn } from "./checks/missing-column.ts";
import { vectorDimensions } from "./checks/vector-dimensions.ts";
import { isFilled } from "./is-filled.ts";
import { isPlain, plainShape } from "./plain-shape.ts";
import type { PreflightFinding } from "./preflight-finding.ts";
import type { KnownTable, PreflightMemory } from "./preflight-memory.ts";
import type { PreflightCheck } from "./preflight-subject.ts";
import { probeDeclared } from "./probe-declared.ts";

/** What is decided from facts, once the server has nothing against the index. */
const checks: readonly PreflightCheck[] = [
  ivfflatLists,
  buildMemory,
  diskSpace,
  distanceOperator,
  duplicateIndex,
];

/**
 * Holds a declared index against the catalog before anything is built. Where its table is not there yet, only what the
 * program itself declares twice is found. Of a materialized view nothing is an error: its query may change in the same
 * update, before the index is built.
 */
export async function preflightIndex(
  memory: PreflightMemory,
  schema: string,
  index: IndexDefinition,
): Promise<PreflightFinding[]> {
  const known = await memory.table(schema, index.table);
  if (known === undefined) return declaredTwice(memory, schema, index);
  const findings = await judge(memory, schema, index, known);
  return known.table.materialized ? findings.map((each) => unlessChanged(schema, index, each)) : findings;
}

function unlessChanged(
  schema: string,
  { table }: IndexDefinition,
  finding: PreflightFinding,
): PreflightFinding {
  if (finding.level !== "error") return finding;
  const unless = `Unless the same update changes the query of ${schema}.${table}, a materialized view.`;
  return { ...finding, level: "warning", mend: `${finding.mend} ${unless}` };
}

async function judge(
  memory: PreflightMemory,
  schema: string,
  index: IndexDefinition,
  known: KnownTable,
): Promise<PreflightFinding[]> {
  const { table } = known;
  const mistakes = [...missingColumn(schema, index, table), ...vectorDimensions(index, table)];
  if (mistakes.some(({ level }) => level === "error")) return mistakes;
  const probed = isPlain(index, table)
    ? { shape: plainShape(index) }
    : await memory.use((client) => probeDeclared(client, schema, index, table));
  if (probed !== undefined && "refused" in probed) return [...mistakes, probed.refused];
  const shape = probed?.shape ?? plainShape(index);
  const others = othersOf(known, memory.declaredOn(schema, index.table), index);
  memory.remember(schema, asOther(index, shape));
  const counted = await counting(memory, schema, index, table);
  const subject = { schema, index, shape, table: counted, others, ...(await memory.server()) };
  return [...mistakes, ...checks.flatMap((check) => check(subject))];
}

/** What needs no server: an index that the program declares under two names. */
export function declaredTwice(
  memory: PreflightMemory,
  schema: string,
  index: IndexDefinition,
): PreflightFinding[] {
  const shape = plainShape(index);
  const others = memory.declaredOn(schema, index.table).filter(({ name }) => name !== index.name);
  memory.remember(schema, asOther(index, shape));
  return duplicateIndex({ schema, index, shape, others });
}

/** Whether a table is empty counts for an IVFFlat index alone; the estimate of an ANALYZE may be of before it was filled. */
async function counting(
  memory: PreflightMemory,
  schema: string,
  { method }: IndexDefinition,
  table: TableFacts,
): Promise<TableFacts> {
  if (method !== "ivfflat" || (table.rows ?? 0) > 0) return table;
  const filled = await memory.use((client) => isFilled(client, schema, table.name));
  return { ...table, rows: filled === false ? 0 : null };
}

function asOther({ name, table }: IndexDefinition, shape: IndexShape): OtherIndex {
  return { name, table, shape, constraint: false, declared: true };
}

/** Of the table, without the index itself: what the program declares goes before what the catalog has of that name. */
function othersOf(
  { indexes }: KnownTable,
  declared: readonly OtherIndex[],
  index: IndexDefinition,
): OtherIndex[] {
  const there = indexes
    .filter(({ name, valid }) => valid && !declared.some((each) => each.name === name))
    .map(({ name, table, constraint, shape }) => ({ name, table, constraint, shape, declared: false }));
  return [...declared, ...there].filter(({ name }) => name !== index.name);
}
