import type { DatabaseModel } from "../../../model/database-model.ts";
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
    .filter((name) => !own.has(name) && (declared.get(name)?.credential ?? "password") === "password")
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
