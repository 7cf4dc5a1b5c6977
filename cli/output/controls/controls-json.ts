import { controlsWithoutRule } from "../../../policy/controls-without-rule.ts";
import type { PolicyReport } from "../../../policy/report.ts";
import { totalsOf } from "./totals-of.ts";

/** A report for programs. */
export function controlsJson(report: PolicyReport) {
  const { stack, failed, results, exceptionFaults } = report;
  return {
    stack,
    failed,
    totals: totalsOf(report),
    rules: results.map(({ rule, status, findings }) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      controls: rule.controls,
      status,
      findings: findings.map(({ resource, ...finding }) => ({ ...resource, ...finding })),
    })),
    exceptionFaults,
    controlsWithoutRule,
  };
}
