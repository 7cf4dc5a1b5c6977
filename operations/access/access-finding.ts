import type { PrivilegeDifference } from "../../sql/privilege/privilege-difference.ts";

/** `high`: somebody may more than is declared. `medium`: the declared does not hold. `low`: nobody declared it. */
export type Severity = "high" | "medium" | "low";

/**
 * Who mends it. `fix`: `pgstack access fix`. `up`: `pgstack up`, which reaches the server's superuser. `superuser`: nobody
 * else may. `hand`: a person has to decide, because an object, a role or its data would go.
 */
export type Mender = "fix" | "up" | "superuser" | "hand";

/** One difference between the model and the catalog. */
export interface AccessFinding {
  /** The same difference has the same key in every run, e.g. `privilege/table/commerce.orders/mcp_app/lacks/DELETE`. */
  readonly key: string;
  readonly severity: Severity;
  /** What it is about, e.g. `table commerce.orders`. */
  readonly where: string;
  /** What is the matter, as a sentence without a full stop. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
  readonly mender: Mender;
  /** Statements that mend it, in order, to be run in one transaction; empty where SQL cannot. */
  readonly sql: readonly string[];
  /** Objects with the same difference are told together: equal for those of one schema, kind and role. */
  readonly fold?: { readonly group: string; readonly many: string };
  /** For privileges in a schema: what has to change, so that one statement mends many objects. */
  readonly privileges?: { readonly schema: string } & PrivilegeDifference;
}
