import type { DatabaseModel } from "../../../model/database-model.ts";
import type { Role } from "../../../model/role.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Roles that log in and have no password: where the server trusts an address, they need none. */
export function checkPasswords(
  model: DatabaseModel,
  { passwordless = [], roles }: AccessFacts,
): AccessFinding[] {
  const declared = new Map(model.roles.map((role) => [role.name, role]));
  const own = new Set(roles.filter((role) => role.own).map(({ name }) => name));
  return passwordless
    .filter((name) => !own.has(name) && needsOne(declared.get(name)))
    .map((name) => ({
      key: `role/${name}/password`,
      severity: "high",
      where: `role ${name}`,
      what: "logs in and has no password",
      expected: "a password",
      actual: "none",
      mender: declared.has(name) ? "up" : "hand",
      sql: declared.has(name) ? [] : [`ALTER ROLE ${quoteName(name)} NOLOGIN`],
    }));
}

/** A declared role that is not to log in is another finding; whoever is not declared should not get by without one. */
function needsOne(role: Role | undefined): boolean {
  return role === undefined || (role.login === true && (role.credential ?? "password") === "password");
}
