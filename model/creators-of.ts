import type { Schema } from "./database-model.ts";
import { membersOf } from "./members-of.ts";
import type { Role } from "./role.ts";

/**
 * Roles whose later objects in a schema get its privileges: those declared, or all declared roles that may make objects there,
 * which are the owner, roles with CREATE, and members of either. An object belongs to the role that makes it, so that a
 * default for the owner alone would leave out what a member makes without a SET ROLE.
 *
 * @param administrator who may make objects anywhere; left out where the schema declares its creators
 */
export function creatorsOf(schema: Schema, roles: readonly Role[], administrator?: string): string[] {
  if (schema.creators !== undefined) return [...schema.creators];
  const first = [
    schema.owner,
    ...schema.grants.filter((grant) => grant.schema?.includes("CREATE")).map((grant) => grant.role),
  ];
  const all = first.flatMap((name) => [name, ...membersOf(name, roles)]);
  return [...new Set([...all, ...(administrator === undefined ? [] : [administrator])])];
}
