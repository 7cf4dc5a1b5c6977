import type { AccessFinding } from "../../../operations/access/access-finding.ts";
import type { AccessReport } from "../../../operations/access/check-access.ts";

/** A report for programs. */
export function reportJson({ findings, unseen }: AccessReport) {
  return { findings: findings.map(findingJson), unseen };
}

/** A finding without what only our own printing and repair need. */
export function findingJson({ key, severity, where, what, expected, actual, mender, sql }: AccessFinding) {
  return { key, severity, where, what, expected, actual, mender, sql };
}
