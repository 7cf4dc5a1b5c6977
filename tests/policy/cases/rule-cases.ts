import type { PlannedResource } from "../../../policy/planned-resource.ts";

/** A plan, and all that a rule says of it: `name status: reason`. */
export interface RuleCase {
  readonly plan: readonly PlannedResource[];
  readonly says: readonly string[];
}

/** What a rule lets pass, what it does not, and what it cannot tell. */
export interface RuleCases {
  readonly pass: RuleCase;
  readonly fail: RuleCase;
  readonly unknown: RuleCase;
  /** Others worth a test, by what they are. */
  readonly also?: Readonly<Record<string, RuleCase>>;
}

export function says(plan: readonly PlannedResource[], ...lines: readonly string[]): RuleCase {
  return { plan, says: lines };
}
