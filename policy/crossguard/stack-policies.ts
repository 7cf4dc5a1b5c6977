import type { Policies, ReportViolation, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { allRules } from "../all-rules.ts";
import { evaluate } from "../evaluate.ts";
import type { Exceptions } from "../exceptions.ts";
import type { JudgedFinding } from "../report.ts";
import type { Rule } from "../rule.ts";
import { planOfResources } from "./plan-of-resources.ts";

/** Whose configuration decides. */
export interface PackOptions {
  readonly stack: string;
  readonly exceptions: Exceptions;
  /** @default all there are */
  readonly rules?: readonly Rule[];
}

/** The rules as policies of CrossGuard, one for each, and two about the rest: exceptions, and what is not known. */
export function stackPolicies({ stack, exceptions, rules = allRules }: PackOptions): Policies {
  const judge = (args: StackValidationArgs, some = rules) =>
    evaluate(planOfResources(stack, args.resources), exceptions, some);
  return [
    ...rules.map((rule) => policyOf(rule, (args) => judge(args, [rule]).results[0]?.findings ?? [])),
    {
      name: "policy-exception-require-need",
      description: "Each exception names a rule that needs it, and says why",
      enforcementLevel: "mandatory",
      validateStack(args, report) {
        for (const { key, reason, mend } of judge(args).exceptionFaults)
          report(`pgstack:policyExceptions ${key} ${reason}. ${mend}`);
      },
    },
    {
      name: "policy-rule-tell-unknown",
      description: "What cannot be judged before it is made is told",
      enforcementLevel: "advisory",
      validateStack(args, report) {
        const open = judge(args).results.filter(({ status }) => status === "unknown");
        if (open.length > 0)
          report(`not known before it is made: ${open.map(({ rule }) => rule.id).join(", ")}`);
      },
    },
  ];
}

function policyOf(
  rule: Rule,
  findingsOf: (args: StackValidationArgs) => readonly JudgedFinding[],
): StackValidationPolicy {
  const ids = rule.controls.map(({ id }) => id).join(", ");
  return {
    name: rule.id,
    description: ids === "" ? rule.title : `${rule.title} (${ids})`,
    enforcementLevel: rule.severity,
    validateStack(args, report) {
      const findings = findingsOf(args);
      if (findings.every(({ status }) => status === "not-applicable"))
        args.notApplicable(findings[0]?.reason);
      reportFailures(findings, report);
    },
  };
}

function reportFailures(findings: readonly JudgedFinding[], report: ReportViolation): void {
  for (const { status, resource, reason, mend } of findings)
    if (status === "fail")
      report(`${resource === undefined ? "" : `${resource.name}: `}${reason}. ${mend ?? ""}`, resource?.urn);
}
