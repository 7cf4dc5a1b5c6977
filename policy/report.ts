import type { Finding, Status } from "./finding.ts";
import type { Rule } from "./rule.ts";

/** What a rule says in the end. `excepted`: it fails, and a reason is written down. */
export type RuleStatus = Status | "excepted";

export interface JudgedFinding extends Omit<Finding, "status"> {
  readonly status: RuleStatus;
  /** Why a failure is let pass. */
  readonly exception?: string;
}

export interface RuleResult {
  readonly rule: Rule;
  /** The worst of its findings. */
  readonly status: RuleStatus;
  readonly findings: readonly JudgedFinding[];
}

/** What all rules say of a plan. */
export interface PolicyReport {
  readonly stack: string;
  readonly results: readonly RuleResult[];
  readonly exceptionFaults: readonly ExceptionFault[];
  /** Whether a mandatory rule fails, or an exception is at fault. */
  readonly failed: boolean;
}

/** An exception that is none. */
export interface ExceptionFault {
  readonly key: string;
  /** What is the matter, without a full stop. */
  readonly reason: string;
  readonly mend: string;
}
