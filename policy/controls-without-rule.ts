import type { Control } from "./rule.ts";

/** A control of the lists that are read here which no rule stands for, and why. */
export interface ControlWithoutRule extends Control {
  readonly reason: string;
}

/** Controls of RDS and around it that have nothing to say of PostgreSQL on RDS as this project makes it. */
export const controlsWithoutRule: readonly ControlWithoutRule[] = [
  ...hub("Aurora for MySQL alone goes back in time by backtracking", "RDS.14"),
  ...hub("EC2-Classic is gone, and with it security groups of databases", "RDS.31"),
  ...hub("about MySQL and MariaDB", "RDS.34", "RDS.39", "RDS.42", "RDS.44", "RDS.45", "RDS.48"),
  ...hub("about SQL Server", "RDS.40", "RDS.41"),
  ...ckv("about MySQL and MariaDB", "CKV_AWS_325", "CKV_AWS_326"),
  ...ckv("EC2-Classic is gone, and with it security groups of databases", "CKV_AWS_198"),
  ...ckv(
    "reads documents of Terraform's own; the same is checked in policies (CKV_AWS_62, 63, 355)",
    "CKV_AWS_107",
    "CKV_AWS_108",
    "CKV_AWS_109",
    "CKV_AWS_110",
    "CKV_AWS_111",
    "CKV_AWS_356",
  ),
  ...ckv(
    "what a policy may do with * as its resource is one rule (CKV_AWS_355)",
    "CKV_AWS_286",
    "CKV_AWS_287",
    "CKV_AWS_288",
    "CKV_AWS_289",
    "CKV_AWS_290",
  ),
];

function hub(reason: string, ...ids: readonly string[]): ControlWithoutRule[] {
  return ids.map((id) => ({ source: "Security Hub", id, reason }));
}

function ckv(reason: string, ...ids: readonly string[]): ControlWithoutRule[] {
  return ids.map((id) => ({ source: "Checkov", id, reason }));
}
