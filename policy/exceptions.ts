import type { Finding } from "./finding.ts";
import type { ExceptionFault, RuleResult } from "./report.ts";
import type { Rule } from "./rule.ts";

/**
 * Setting `pgstack:policyExceptions`: what need not hold, to why. A key is the id of a control or a rule, alone or with
 * the name of a resource after a slash, where `*` is any text: `CKV_AWS_338`, `RDS.5/*replica*`.
 */
export type Exceptions = Readonly<Record<string, string>>;

/** Fewer words are no reason. */
const fewestWords = 4;

/** The exception that lets a failure pass, if there is one with a reason. */
export function exceptionOf(
  rule: Rule,
  finding: Finding,
  exceptions: Exceptions,
): { readonly key: string; readonly reason: string } | undefined {
  const key = Object.keys(exceptions).find((each) => covers(each, rule, finding));
  const reason = key === undefined ? undefined : exceptions[key]?.trim();
  return key === undefined || reason === undefined || !isReason(reason) ? undefined : { key, reason };
}

/** Exceptions that name nothing, that nothing needs, or that give no reason. */
export function faultsOf(exceptions: Exceptions, results: readonly RuleResult[]): ExceptionFault[] {
  return Object.entries(exceptions).flatMap(([key, reason]): ExceptionFault[] => {
    const result = results.find(({ rule }) => isNamed(idOf(key), rule));
    if (result === undefined)
      return [{ key, reason: "names no rule and no control", mend: "Correct or remove it." }];
    if (!isReason(reason))
      return [{ key, reason: "has no reason", mend: `Say why ${idOf(key)} need not hold, in a sentence.` }];
    return stale(key, result);
  });
}

/** A rule that looks at nothing, or that cannot tell yet, may need its exception tomorrow. */
function stale(key: string, { rule, status, findings }: RuleResult): ExceptionFault[] {
  const needed = findings.some((each) => each.status === "excepted" && covers(key, rule, each));
  if (needed || status === "not-applicable") return [];
  if (findings.some((each) => each.status === "unknown" && covers(key, rule, each))) return [];
  return [{ key, reason: "is stale: nothing fails that it would let pass", mend: "Remove it." }];
}

function covers(key: string, rule: Rule, finding: Pick<Finding, "resource">): boolean {
  const pattern = namesOf(key);
  if (!isNamed(idOf(key), rule)) return false;
  return pattern === undefined || (finding.resource !== undefined && matches(pattern, finding.resource.name));
}

function idOf(key: string): string {
  return key.split("/", 1)[0] ?? key;
}

function namesOf(key: string): string | undefined {
  const at = key.indexOf("/");
  return at < 0 ? undefined : key.slice(at + 1);
}

function isNamed(id: string, rule: Rule): boolean {
  return rule.id === id || rule.controls.some((control) => control.id === id);
}

function isReason(text: string): boolean {
  return text.trim().split(/\s+/).length >= fewestWords;
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}
