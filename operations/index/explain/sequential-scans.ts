import type { SchemaFacts } from "../../../sql/index/preflight/read-schema-facts.ts";
import { type PlanNode, stepsOf } from "./plan-node.ts";

/** Fewer rows are read from end to end faster than by an index. */
const large = 10_000;

/** A table that a plan reads from end to end. */
export interface SequentialScan {
  readonly schema: string;
  readonly table: string;
  readonly alias: string;
  /** About how many it has; `null` where it was never analysed. */
  readonly rows: number | null;
  /** Whether an index could be worth it. */
  readonly large: boolean;
  /** What is asked of each row; `null` where all are wanted. */
  readonly filter: string | null;
  /** Conditions of joins above it. */
  readonly joins: readonly string[];
  /** What its rows are sorted by, right after it. */
  readonly sort: readonly string[];
}

/** The tables that a plan reads from end to end, each as often as it does. */
export function sequentialScans(plan: PlanNode, facts: ReadonlyMap<string, SchemaFacts>): SequentialScan[] {
  const steps = [...stepsOf(plan)];
  const joins = steps.flatMap(({ node }) =>
    [node["Hash Cond"], node["Merge Cond"], node["Join Filter"]].filter((each) => each !== undefined),
  );
  return steps
    .filter(({ node }) => node["Node Type"] === "Seq Scan")
    .map(({ node, above }) => {
      const { Schema: schema = "", "Relation Name": table = "", Alias: alias = table } = node;
      const known = facts.get(schema)?.tables.find(({ name }) => name === table);
      const rows = known?.rows ?? null;
      return {
        schema,
        table,
        alias,
        rows,
        large: (rows ?? node["Plan Rows"]) >= large,
        filter: node.Filter ?? null,
        joins,
        sort: above?.["Sort Key"] ?? [],
      };
    });
}

/** The indexes that a plan uses, each once. */
export function usedIndexes(plan: PlanNode): { readonly schema: string | null; readonly name: string }[] {
  const used = new Map<string, { schema: string | null; name: string }>();
  for (const { node } of stepsOf(plan)) {
    const name = node["Index Name"];
    // A bitmap's step names the index alone; the step above it has the table.
    if (name !== undefined) used.set(name, { schema: node.Schema ?? used.get(name)?.schema ?? null, name });
  }
  return [...used.values()];
}
