import type { Grant } from "../../model/privilege.ts";
import type { ObjectKind, PrivilegeItem, SchemaObject } from "./privilege-item.ts";

/**
 * Every privilege that the grants of one schema mean: on the schema, on each object there now, and as defaults for
 * objects made later.
 */
export function declaredPrivileges(
  grants: readonly Grant[],
  objects: readonly SchemaObject[],
): PrivilegeItem[] {
  return grants.flatMap((grant) => {
    const byKind = {
      table: grant.tables ?? [],
      sequence: grant.sequences ?? [],
      function: grant.functions ?? [],
    };
    const on = (kind: ObjectKind, object: string, privileges: readonly string[]): PrivilegeItem[] =>
      privileges.map((privilege) => ({ kind, object, grantee: grant.role, privilege, grantable: false }));
    return [
      ...on("schema", "", grant.schema ?? ["USAGE"]),
      ...objects
        .filter(({ owner }) => owner !== grant.role)
        .flatMap(({ kind, object }) => on(kind, object, byKind[kind])),
      ...on("default-table", "", byKind.table),
      ...on("default-sequence", "", byKind.sequence),
      ...on("default-function", "", byKind.function),
    ];
  });
}
