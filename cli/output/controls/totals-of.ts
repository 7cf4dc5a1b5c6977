import type { PolicyReport, RuleStatus } from "../../../policy/report.ts";

export type Totals = Readonly<Record<RuleStatus, number>>;

/** How many rules came to what. */
export function totalsOf({ results }: PolicyReport): Totals {
  const count = (status: RuleStatus) => results.filter((result) => result.status === status).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    unknown: count("unknown"),
    excepted: count("excepted"),
    "not-applicable": count("not-applicable"),
  };
}
