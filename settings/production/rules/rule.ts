import type { Settings } from "../../settings.ts";
import type { ProductionSettings } from "../production-settings.ts";

/** What rules see of stack prod's settings. */
export type CheckedProduction = ProductionSettings & Pick<Settings, "database" | "adminUser" | "guardrails">;

/** What rules see beside the settings. */
export interface RuleContext {
  /** The day that dates of support are compared with. */
  readonly today: Date;
  /** Keys that stand in the stack's file; the others have their defaults. */
  readonly written: ReadonlySet<string>;
}

/** What a rule found. */
export interface RuleMistake {
  /** The key to change. */
  readonly key: keyof CheckedProduction;
  /** One entry of it, and its value, where it holds several. */
  readonly entry?: readonly [name: string, given: string];
  /** What is wrong, e.g. `below 400 GiB`. */
  readonly problem: string;
  /** What to do, as an imperative. */
  readonly mend: string;
}

/** A rule about settings that are each right by themselves. */
export interface ProductionRule {
  /** The keys it looks at: it says nothing while one of them is wrong by itself. */
  readonly reads: readonly (keyof CheckedProduction)[];
  check(settings: CheckedProduction, context: RuleContext): readonly RuleMistake[];
}

/** A rule that can see the keys it says it reads, and no others. */
export function rule<Name extends keyof CheckedProduction>(
  reads: readonly Name[],
  check: (settings: Pick<CheckedProduction, Name>, context: RuleContext) => readonly RuleMistake[],
): ProductionRule {
  return { reads, check };
}
