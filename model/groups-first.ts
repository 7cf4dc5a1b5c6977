import { UserError } from "../errors/user-error.ts";
import type { Role } from "./role.ts";

/**
 * Roles in an order in which they can be made: each after the roles it is a member of.
 * @throws UserError for a role that is a member of one that is not declared, or of itself by a detour
 */
export function groupsFirst(roles: readonly Role[]): Role[] {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const ordered = new Set<Role>();
  const visit = (role: Role, path: readonly string[]) => {
    if (path.includes(role.name)) {
      throw wrong(role.name, `is a member of itself: ${[...path, role.name].join(" -> ")}`);
    }
    for (const group of role.memberOf ?? []) {
      const declared = byName.get(group);
      if (declared === undefined) throw wrong(role.name, `is a member of ${group}, which is not declared`);
      visit(declared, [...path, role.name]);
    }
    ordered.add(role);
  };
  for (const role of roles) visit(role, []);
  return [...ordered];
}

function wrong(role: string, what: string): UserError {
  return new UserError(what, { where: `role ${role}`, mend: "Correct memberOf in model/database.ts." });
}
