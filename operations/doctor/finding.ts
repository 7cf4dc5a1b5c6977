/** What one check of the machine found. */
export interface Finding {
  /** What was looked at, e.g. `Docker`. */
  readonly name: string;
  /** `fail` keeps the dev stack from running; `warn` is worth knowing; `ok` is as it should be, or not needed. */
  readonly level: "ok" | "warn" | "fail";
  /** What is there, in words. */
  readonly found: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** A check: it never throws, and ends within its own time limit. */
export type Check = () => Finding | Promise<Finding>;
