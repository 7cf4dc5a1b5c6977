/** `error` blocks a table or breaks the running version; `warning` is better done another way. */
export type Level = "error" | "warning";

/** Something in a migration that somebody should look at. */
export interface LintFinding {
  readonly rule: string;
  readonly level: Level;
  /** The schema's folder and the file, e.g. `commerce/0002_orders.up.sql`. */
  readonly file: string;
  /** From 1, in the file as it is. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count them. */
  readonly column: number;
  /** What is there. */
  readonly what: string;
  /** What that does to a database in use. */
  readonly why: string;
  /** What to do instead. */
  readonly mend: string;
  /** The SQL that does it. */
  readonly sql?: string;
}

/** A finding that is allowed, by a comment above its statement or by the schema's list. */
export interface SuppressedFinding extends LintFinding {
  readonly reason: string;
}
