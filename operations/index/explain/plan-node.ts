/** A step of a plan, as EXPLAIN (VERBOSE, FORMAT JSON) writes it. */
export interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Schema?: string;
  readonly Alias?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly "Hash Cond"?: string;
  readonly "Merge Cond"?: string;
  readonly "Join Filter"?: string;
  readonly Filter?: string;
  readonly "Order By"?: string;
  readonly "Sort Key"?: readonly string[];
  readonly "Total Cost": number;
  readonly "Plan Rows": number;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Actual Total Time"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A plan, and how long it took where it was run. */
export interface Plan {
  readonly Plan: PlanNode;
  /** Milliseconds. */
  readonly "Execution Time"?: number;
}

/** A step and all below it, with the step above. */
export function* stepsOf(
  node: PlanNode,
  above?: PlanNode,
): Generator<{ node: PlanNode; above: PlanNode | undefined }> {
  yield { node, above };
  for (const child of node.Plans ?? []) yield* stepsOf(child, node);
}
