import { UserError } from "../errors/user-error.ts";
import { predefinedRoles } from "./predefined-roles.ts";
import type { Role } from "./role.ts";

/**
 * Roles in an order in which they can be made: each after the declared roles it is a member of.
 * @throws UserError for a role that is a member of one that is neither declared nor PostgreSQL's own to give, or of itself by
 * a detour
 */
export function groupsFirst(roles: readonly Role[]): Role[] {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const ordered = new Set<Role>();
  const visit = (role: Role, path: readonly string[]) => {
    if (path.includes(role.name)) {
      throw wrong(role.name, `is a member of itself: ${[...path, role.name].join(" -> ")}`);
    }
    for (const group of role.memberOf ?? []) {
      if (predefinedRoles.includes(group)) continue;
      const declared = byName.get(group);
      if (declared === undefined) throw wrong(role.name, `is a member of ${group}, ${whyNot(group)}`);
      visit(declared, [...path, role.name]);
    }
    ordered.add(role);
  };
  for (const role of roles) visit(role, []);
  return [...ordered];
}

/** Roles of PostgreSQL's own that lead out of the database, to the server's files and programs. */
const toTheHost: readonly string[] = [
  "pg_execute_server_program",
  "pg_read_server_files",
  "pg_write_server_files",
];

function whyNot(group: string): string {
  if (toTheHost.includes(group))
    return "which leads to the server's files and programs: RDS gives it to nobody";
  if (/^rds/.test(group)) return "which is RDS's own; a role that logs in by IAM has credential: iam";
  if (/^pg_/.test(group))
    return `which RDS's administrator cannot give; it gives ${predefinedRoles.join(", ")}`;
  return "which is not declared";
}

function wrong(role: string, what: string): UserError {
  return new UserError(what, { where: `role ${role}`, mend: "Correct memberOf in model/database.ts." });
}
