import { itemKey, type PrivilegeItem } from "./privilege-item.ts";

/** What has to change for the held privileges to be the declared ones. */
export interface PrivilegeDifference {
  readonly missing: readonly PrivilegeItem[];
  readonly excess: readonly PrivilegeItem[];
}

/** Compares what is declared with what is held; both empty when they agree. */
export function privilegeDifference(
  declared: readonly PrivilegeItem[],
  held: readonly PrivilegeItem[],
): PrivilegeDifference {
  const declaredKeys = new Set(declared.map(itemKey));
  const heldKeys = new Set(held.map(itemKey));
  return {
    missing: declared.filter((item) => !heldKeys.has(itemKey(item))),
    excess: held.filter((item) => !declaredKeys.has(itemKey(item))),
  };
}

/** The difference in words, one line each, e.g. `commerce.orders: mcp_app lacks DELETE`. */
export function describeDifference(schema: string, { missing, excess }: PrivilegeDifference): string[] {
  const line = (item: PrivilegeItem, verb: string) =>
    `${describeObject(schema, item)}: ${item.grantee} ${verb} ${item.privilege}${item.grantable ? " with grant option" : ""}`;
  return [...missing.map((item) => line(item, "lacks")), ...excess.map((item) => line(item, "has"))];
}

function describeObject(schema: string, { kind, object, column, creator }: PrivilegeItem): string {
  if (kind === "schema") return `schema ${schema}`;
  if (kind === "column") return `${schema}.${object}.${column}`;
  if (!kind.startsWith("default-")) return `${schema}.${object}`;
  const place = object === "*" ? "any schema" : schema;
  return `future ${kind.slice("default-".length)}s of ${creator} in ${place}`;
}
