import type { PrivilegeItem, SchemaObject } from "./privilege-item.ts";
import type { PrivilegeRow } from "./read-privileges.ts";

/** What a schema holds, and who holds what on it. */
export interface HeldPrivileges {
  readonly objects: readonly SchemaObject[];
  readonly held: readonly PrivilegeItem[];
}

/** Sorts the rows of `readPrivileges`. */
export function heldPrivileges(rows: readonly PrivilegeRow[]): HeldPrivileges {
  const objects = new Map<string, SchemaObject>();
  const held: PrivilegeItem[] = [];
  for (const { kind, object, column, owner, grantee, privilege, grantable } of rows) {
    if (kind === "table" || kind === "sequence" || kind === "function") {
      objects.set(`${kind} ${object}`, { kind, object, owner });
    }
    if (grantee === null || privilege === null) continue;
    const place = {
      kind,
      object,
      ...(column !== null && { column }),
      ...(kind.startsWith("default-") && { creator: owner }),
    };
    held.push({ ...place, grantee, privilege, grantable: grantable === true });
  }
  return { objects: [...objects.values()], held };
}
