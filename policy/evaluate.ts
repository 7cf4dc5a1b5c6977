import { allRules } from "./all-rules.ts";
import { type Exceptions, exceptionOf, faultsOf } from "./exceptions.ts";
import type { Plan } from "./planned-resource.ts";
import type { JudgedFinding, PolicyReport, RuleResult, RuleStatus } from "./report.ts";
import type { Rule } from "./rule.ts";

/** Worst first. */
const order: readonly RuleStatus[] = ["fail", "unknown", "excepted", "pass", "not-applicable"];

/**
 * Holds a plan against the rules.
 *
 * @param exceptions id of a control or rule, with `/name` for some resources alone, to the reason
 */
export function evaluate(plan: Plan, exceptions: Exceptions = {}, rules = allRules): PolicyReport {
  const results = rules.map((rule) => judge(rule, plan, exceptions));
  const exceptionFaults = faultsOf(exceptions, results);
  const failed = results.some(({ rule, status }) => rule.severity === "mandatory" && status === "fail");
  return { stack: plan.stack, results, exceptionFaults, failed: failed || exceptionFaults.length > 0 };
}

function judge(rule: Rule, plan: Plan, exceptions: Exceptions): RuleResult {
  const findings = rule.check(plan).map((finding): JudgedFinding => {
    const exception = finding.status === "fail" ? exceptionOf(rule, finding, exceptions) : undefined;
    return exception === undefined
      ? finding
      : { ...finding, status: "excepted", exception: exception.reason };
  });
  const status = order.find((each) => findings.some((finding) => finding.status === each));
  return { rule, status: status ?? "not-applicable", findings };
}
