import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** A reason that somebody else can judge is a sentence. */
const leastWords = 3;

/** What need not hold, each with its reason. */
export const exceptionRules: readonly ProductionRule[] = [
  rule(["policyExceptions"], ({ policyExceptions }) => withoutReason("policyExceptions", policyExceptions)),
  rule(["parityExceptions"], ({ parityExceptions }) => withoutReason("parityExceptions", parityExceptions)),
];

function withoutReason(
  key: "policyExceptions" | "parityExceptions",
  exceptions: Readonly<Record<string, string>>,
): RuleMistake[] {
  return Object.entries(exceptions)
    .filter(([, reason]) => reason.trim().split(/\s+/).length < leastWords)
    .map(([name, reason]) => ({
      key,
      entry: [name, reason] as const,
      problem: "no reason that a reviewer could judge",
      mend: `write a sentence of ${leastWords} words or more`,
    }));
}
