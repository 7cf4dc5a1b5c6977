import { quoteName, quoteQualified } from "../quote.ts";
import type { PrivilegeDifference } from "./privilege-difference.ts";
import type { PrivilegeItem } from "./privilege-item.ts";

/**
 * GRANT and REVOKE statements that carry a difference out, for one transaction. Grants come first; objects that need
 * the same are named in one statement, so their number hardly matters.
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
    ...grouped(difference.missing).map((group) => grant(schema, owner, group)),
    ...grouped(optionOnly).map((group) => revoke(schema, owner, group, "GRANT OPTION FOR ")),
    ...grouped(revoked).map((group) => revoke(schema, owner, group, "")),
  ];
}

/** Objects of one kind on which one role is given or denied the same privileges. */
interface Group {
  readonly kind: PrivilegeItem["kind"];
  readonly grantee: string;
  readonly privileges: readonly string[];
  readonly objects: readonly string[];
}

function grouped(items: readonly PrivilegeItem[]): Group[] {
  const byObject = Map.groupBy(items, (item) => [item.kind, item.grantee, item.object].join("\0"));
  const sets = [...byObject.values()].flatMap((group) => {
    const first = group[0];
    return first === undefined ? [] : [{ ...first, privileges: group.map((item) => item.privilege).sort() }];
  });
  const byPrivileges = Map.groupBy(sets, (set) =>
    [set.kind, set.grantee, set.privileges.join(",")].join("\0"),
  );
  return [...byPrivileges.values()].flatMap((group) => {
    const first = group[0];
    return first === undefined ? [] : [{ ...first, objects: group.map((set) => set.object) }];
  });
}

function grant(schema: string, owner: string, group: Group): string {
  return `${prefix(schema, owner, group)}GRANT ${group.privileges.join(", ")} ON ${target(schema, group)} TO ${role(group)}`;
}

function revoke(schema: string, owner: string, group: Group, option: string): string {
  return `${prefix(schema, owner, group)}REVOKE ${option}${group.privileges.join(", ")} ON ${target(schema, group)} FROM ${role(group)}`;
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
    case "table":
    case "sequence":
      return `${kind.toUpperCase()} ${objects.map((object) => quoteQualified(schema, object)).join(", ")}`;
    case "function":
      return `ROUTINE ${objects.map((object) => quoteRoutine(schema, object)).join(", ")}`;
    default:
      return `${kind.slice("default-".length).toUpperCase()}S`;
  }
}

/** A routine comes from the catalog as `name(argument types)`; the types are already SQL text. */
function quoteRoutine(schema: string, signature: string): string {
  const open = signature.indexOf("(");
  return `${quoteQualified(schema, signature.slice(0, open))}${signature.slice(open)}`;
}

function role({ grantee }: Group): string {
  return grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee);
}

function plainKey(item: PrivilegeItem): string {
  return [item.kind, item.object, item.grantee, item.privilege].join("\0");
}
