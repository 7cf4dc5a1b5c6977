import { quoteName, quoteQualified } from "../quote.ts";
import type { PrivilegeDifference } from "./privilege-difference.ts";
import type { PrivilegeItem } from "./privilege-item.ts";

/**
 * REVOKE and GRANT statements that carry a difference out, for one transaction. Objects that need the same are named in
 * one statement, so their number hardly matters. What was passed on goes with what it was passed on from (CASCADE), which
 * may be more than the difference says: read again, and carry out what is missing then.
 */
export function privilegeStatements(
  schema: string,
  owner: string,
  difference: PrivilegeDifference,
): string[] {
  // What is held WITH GRANT OPTION keeps the privilege itself where that is declared: only the option goes.
  const wanted = new Set(difference.missing.map(plainKey));
  const optionOnly = difference.excess.filter((item) => item.grantable && wanted.has(plainKey(item)));
  const revoked = difference.excess.filter((item) => !optionOnly.includes(item));
  return [
    ...grouped(optionOnly).map((group) => revoke(schema, owner, group, "GRANT OPTION FOR ")),
    ...grouped(revoked).map((group) => revoke(schema, owner, group, "")),
    ...grouped(difference.missing).map((group) => grant(schema, owner, group)),
  ];
}

/** Objects of one kind on which one role is given or denied the same privileges. */
interface Group {
  readonly kind: PrivilegeItem["kind"];
  readonly grantee: string;
  readonly privileges: readonly string[];
  readonly column?: string;
  readonly objects: readonly string[];
}

function grouped(items: readonly PrivilegeItem[]): Group[] {
  const byObject = Map.groupBy(items, (item) =>
    [item.kind, item.grantee, item.object, item.column].join("\0"),
  );
  const sets = [...byObject.values()].flatMap((group) => {
    const first = group[0];
    return first === undefined ? [] : [{ ...first, privileges: group.map((item) => item.privilege).sort() }];
  });
  const byPrivileges = Map.groupBy(sets, (set) =>
    [set.kind, set.grantee, set.privileges.join(","), set.column].join("\0"),
  );
  return [...byPrivileges.values()].flatMap((group) => {
    const first = group[0];
    return first === undefined ? [] : [{ ...first, objects: group.map((set) => set.object) }];
  });
}

function grant(schema: string, owner: string, group: Group): string {
  return `${prefix(schema, owner, group)}GRANT ${privileges(group)} ON ${target(schema, group)} TO ${role(group)}`;
}

function revoke(schema: string, owner: string, group: Group, option: string): string {
  return `${prefix(schema, owner, group)}REVOKE ${option}${privileges(group)} ON ${target(schema, group)} FROM ${role(group)} CASCADE`;
}

function prefix(schema: string, owner: string, { kind }: Group): string {
  return kind.startsWith("default-")
    ? `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteName(owner)} IN SCHEMA ${quoteName(schema)} `
    : "";
}

function target(schema: string, { kind, objects }: Group): string {
  switch (kind) {
    case "schema":
      return `SCHEMA ${quoteName(schema)}`;
    case "column":
      return `TABLE ${objects.map((object) => quoteQualified(schema, object)).join(", ")}`;
    case "table":
    case "sequence":
      return `${kind.toUpperCase()} ${objects.map((object) => quoteQualified(schema, object)).join(", ")}`;
    case "function":
      return `ROUTINE ${objects.map((object) => quoteRoutine(schema, object)).join(", ")}`;
    default:
      return `${kind.slice("default-".length).toUpperCase()}S`;
  }
}

/** A routine comes from the catalog as SQL text: its name quoted where it must be, and its argument types. */
function quoteRoutine(schema: string, signature: string): string {
  return `${quoteName(schema)}.${signature}`;
}

function privileges({ privileges, column }: Group): string {
  const on = column === undefined ? "" : ` (${quoteName(column)})`;
  return privileges.map((privilege) => `${privilege}${on}`).join(", ");
}

function role({ grantee }: Group): string {
  return grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee);
}

function plainKey(item: PrivilegeItem): string {
  return [item.kind, item.object, item.column, item.grantee, item.privilege].join("\0");
}
