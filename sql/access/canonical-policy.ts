import type { Policy } from "../../model/row-security.ts";
import { quoteName, quoteQualified } from "../quote.ts";

/** Name of the temporary table that {@link canonicalPolicy} works on. */
const probe = "pgstack_policy_probe";

/** Conditions of a policy, as the catalog prints them. */
export interface PolicyConditions {
  readonly using: string | null;
  readonly check: string | null;
}

/**
 * Statements that let the server itself say how it prints a policy's conditions: made on an empty temporary copy of the table,
 * in a transaction that is rolled back. The last one returns {@link PolicyConditions}.
 */
export function canonicalPolicy(schema: string, policy: Policy): string[] {
  const { table, command = "ALL", using, check } = policy;
  const conditions = [
    ...(using === undefined ? [] : [`USING (${using})`]),
    ...(check === undefined ? [] : [`WITH CHECK (${check})`]),
  ];
  return [
    `CREATE TEMPORARY TABLE ${quoteName(probe)} (LIKE ${quoteQualified(schema, table)})`,
    `CREATE POLICY probe ON pg_temp.${quoteName(probe)} FOR ${command} ${conditions.join(" ")}`,
    `SELECT pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS check
     FROM pg_policy WHERE polrelid = 'pg_temp.${probe}'::regclass`,
  ];
}
