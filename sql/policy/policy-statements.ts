import type { Policy, RowSecurity } from "../../model/row-security.ts";
import { quoteName, quoteQualified } from "../quote.ts";

export function createPolicy(schema: string, policy: Policy): string {
  const { table, name, command = "ALL", roles, using, check, permissive = true } = policy;
  return [
    `CREATE POLICY ${quoteName(name)} ON ${quoteQualified(schema, table)}`,
    `AS ${permissive ? "PERMISSIVE" : "RESTRICTIVE"}`,
    `FOR ${command}`,
    `TO ${roles === undefined ? "PUBLIC" : roles.map(quoteName).join(", ")}`,
    ...(using === undefined ? [] : [`USING (${using})`]),
    ...(check === undefined ? [] : [`WITH CHECK (${check})`]),
  ].join(" ");
}

export function dropPolicy(schema: string, { table, name }: Pick<Policy, "table" | "name">): string {
  return `DROP POLICY ${quoteName(name)} ON ${quoteQualified(schema, table)}`;
}

/** Switches a table's row security on, with or without its owner; `undefined` switches it off. */
export function setRowSecurity(schema: string, table: string, declared: RowSecurity | undefined): string {
  const alter = `ALTER TABLE ${quoteQualified(schema, table)}`;
  if (declared === undefined) return `${alter} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`;
  return `${alter} ENABLE ROW LEVEL SECURITY, ${declared.force ? "" : "NO "}FORCE ROW LEVEL SECURITY`;
}
