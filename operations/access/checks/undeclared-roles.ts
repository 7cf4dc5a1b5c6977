import type { DatabaseModel } from "../../../model/database-model.ts";
import type { RoleFact } from "../../../sql/access/read-roles.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Roles that nobody declared and that are not the server's own. None is ever dropped by `fix`: a person may stand behind it. */
export function checkUndeclaredRoles(
  model: DatabaseModel,
  { roles, session, memberships }: AccessFacts,
): AccessFinding[] {
  const declared = new Set(model.roles.map(({ name }) => name));
  return roles
    .filter(({ name, own }) => !own && !declared.has(name) && name !== session.user)
    .map((role) => {
      const groups = memberships.filter(({ member }) => member === role.name).map((held) => held.role);
      const actual = describe(role, [...new Set(groups)]);
      return {
        key: `role/${role.name}/undeclared`,
        severity: role.login || role.superuser || role.bypassrls || role.replication ? "high" : "low",
        where: `role ${role.name}`,
        what: `is not declared: ${actual}`,
        expected: "no such role",
        actual,
        mender: "hand",
        sql: [
          ...(role.owns > 0 ? [`REASSIGN OWNED BY ${quoteName(role.name)} TO CURRENT_USER`] : []),
          `DROP OWNED BY ${quoteName(role.name)}`,
          `DROP ROLE ${quoteName(role.name)}`,
        ],
      };
    });
}

function describe(role: RoleFact, groups: readonly string[]): string {
  const words = [
    role.login ? "it logs in" : "it does not log in",
    ...(role.superuser ? ["is a superuser"] : []),
    ...(role.bypassrls ? ["passes row-level security by"] : []),
    ...(role.replication ? ["may replicate"] : []),
    ...(role.createrole ? ["makes roles"] : []),
    ...(groups.length > 0 ? [`is a member of ${groups.join(", ")}`] : ["is a member of none"]),
    role.owns === 0
      ? "owns nothing here"
      : `owns ${role.owns} ${role.owns === 1 ? "object" : "objects"} here`,
  ];
  return words.join(", ");
}
