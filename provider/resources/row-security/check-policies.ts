import type { Policy, RowSecurity } from "../../../model/row-security.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

const commands: readonly unknown[] = ["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"];
const fields = ["table", "name", "command", "roles", "using", "check", "permissive"];

/** What can be said of policies without a server. Source: PostgreSQL documentation, CREATE POLICY. */
export function checkPolicies(inputs: Properties): CheckFailure[] {
  if (hasUnknown(inputs) || !Array.isArray(inputs.policies) || !Array.isArray(inputs.tables)) return [];
  const tables = (inputs.tables as RowSecurity[]).map(({ table }) => table);
  const twice = tables.filter((table, at) => tables.indexOf(table) !== at);
  const failures: CheckFailure[] = twice.map((table) => ({
    property: "tables",
    reason: `names ${table} twice`,
  }));
  const seen = new Set<string>();
  for (const [index, policy] of (inputs.policies as Policy[]).entries()) {
    const fail = (reason: string) => failures.push({ property: `policies[${index}]`, reason });
    const { table, name, command = "ALL", roles, using, check } = policy;
    for (const field of Object.keys(policy)) {
      if (!fields.includes(field)) fail(`"${field}" is none of ${fields.join(", ")}`);
    }
    if (typeof name !== "string" || name === "") fail("has no name");
    if (!tables.includes(table)) fail(`is on ${table}, which has no row security: add it to rowSecurity`);
    if (seen.has(`${table}.${name}`)) fail(`is called ${name} like another one on ${table}`);
    seen.add(`${table}.${name}`);
    if (!commands.includes(command)) fail(`command "${command}" is none of ${commands.join(", ")}`);
    if (roles?.length === 0) fail("is for nobody: roles is empty");
    if (roles?.some((role) => role.toLowerCase() === "public"))
      fail("names PUBLIC, which is no role: leave roles out for every role");
    if (using !== undefined && command === "INSERT") fail("has using, but an INSERT sees no rows: use check");
    if (check !== undefined && (command === "SELECT" || command === "DELETE"))
      fail(`has check, but a ${command} writes no rows: use using`);
    if (using === undefined && check === undefined) fail("has no condition: give it using or check");
  }
  return failures;
}
