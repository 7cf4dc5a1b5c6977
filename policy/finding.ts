/**
 * What a rule says of a resource. `unknown`: a value that decides it is known only when something is made; it is never
 * taken for a pass.
 */
export type Status = "pass" | "fail" | "unknown" | "not-applicable";

export interface Verdict {
  readonly status: Status;
  /** Why, without a full stop. */
  readonly reason: string;
  /** What to do about it, as an imperative sentence; of failures. */
  readonly mend?: string;
}

export interface Finding extends Verdict {
  /** What it is about; absent where it is about the whole plan. */
  readonly resource?: { readonly urn: string; readonly type: string; readonly name: string };
}

export function pass(reason: string): Verdict {
  return { status: "pass", reason };
}

export function fail(reason: string, mend: string): Verdict {
  return { status: "fail", reason, mend };
}

export function unknown(reason: string): Verdict {
  return { status: "unknown", reason };
}

export function notApplicable(reason: string): Verdict {
  return { status: "not-applicable", reason };
}
