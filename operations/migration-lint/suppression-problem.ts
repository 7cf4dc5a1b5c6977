import { nearest } from "../../settings/nearest.ts";
import type { LintFinding } from "./finding.ts";
import { rules } from "./rules.ts";
import type { Place } from "./source-text.ts";

/** Rules about what allows others; nothing allows these. */
export const suppressionRules = {
  "ignore-without-reason": "Whoever reads it later cannot tell whether it still holds.",
  "ignore-unknown-rule": "It allows nothing, and looks as if it did.",
  "unused-ignore": "It would hide the next finding, which nobody has judged.",
} as const;

/** What is wrong with something that allows a rule. */
export interface SuppressionProblem {
  readonly rule: keyof typeof suppressionRules;
  readonly what: string;
  readonly mend: string;
}

/** The finding for it. */
export function suppressionFinding(problem: SuppressionProblem, file: string, place: Place): LintFinding {
  return { level: "error", file, ...place, why: suppressionRules[problem.rule], ...problem };
}

/** What is wrong with a rule's name; nothing when there is such a rule. */
export function unknownRule(name: string, example: string): SuppressionProblem | undefined {
  const names = rules.map((rule) => rule.name);
  if (names.includes(name)) return undefined;
  const meant = nearest(name, names);
  return {
    rule: "ignore-unknown-rule",
    what: name === "" ? "no rule is named" : `there is no rule ${name}`,
    mend:
      meant === undefined
        ? `docs/migration-lint.md lists the rules, and this is how it is written: ${example}`
        : `Did you mean ${meant}?`,
  };
}

/** What is wrong without a reason. */
export function withoutReason(example: string): SuppressionProblem {
  return {
    rule: "ignore-without-reason",
    what: "no reason is given",
    mend: `Give it after a colon: ${example}`,
  };
}
