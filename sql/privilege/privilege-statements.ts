import { quoteName, quoteQualified } from "../quote.ts";
import type { PrivilegeDifference } from "./privilege-difference.ts";
import type { PrivilegeItem } from "./privilege-item.ts";

/**
 * REVOKE and GRANT statements that carry a difference out, for one transaction. Objects that need the same are named in
 * one statement, so their number hardly matters. A REVOKE may take more than the difference says, what was passed on
 * (CASCADE) and privileges on columns with that on their table: read again, and carry out what is missing then.
 */
export function privilegeStatements(schema: string, difference: PrivilegeDifference): string[] {
  // What is held WITH GRANT OPTION keeps the privilege itself where that is declared: only the option goes.
  const wanted = new Set(difference.missing.map(plainKey));
  const optionOnly = difference.excess.filter((item) => item.grantable && wanted.has(plainKey(item)));
  const revoked = difference.excess.filter((item) => !optionOnly.includes(item));
  return [
    ...grouped(optionOnly).map((group) => revoke(schema, group, "GRANT OPTION FOR ")),
    ...grouped(revoked).map((group) => revoke(schema, group, "")),
    ...grouped(difference.missing).map((group) => grant(schema, group)),
  ];
}

/** Objects of one kind on which one role is given or denied the same privileges. */
interface Group extends Pick<PrivilegeItem, "kind" | "grantee" | "creator"> {
  readonly privileges: readonly string[];
  /** Empty but for privileges on columns, which are those of one table. */
  readonly columns: readonly string[];
  readonly objects: readonly string[];
}

function grouped(items: readonly PrivilegeItem[]): Group[] {
  const byObject = by(
    items.filter(({ kind }) => kind !== "column"),
    ({ kind, grantee, creator, object }) => [kind, grantee, creator, object],
  ).map(([first, all]) => ({ ...first, privileges: all.map(({ privilege }) => privilege).sort() }));
  const onObjects = by(byObject, ({ kind, grantee, creator, object, privileges }) => [
    kind,
    grantee,
    creator,
    object === "*",
    ...privileges,
  ]).map(([first, all]) => ({ ...first, columns: [], objects: all.map(({ object }) => object) }));
  const onColumns = by(
    items.filter(({ kind }) => kind === "column"),
    ({ grantee, object, privilege }) => [grantee, object, privilege],
  ).map(([first, all]) => ({
    ...first,
    privileges: [first.privilege],
    columns: all.flatMap(({ column }) => column ?? []),
    objects: [first.object],
  }));
  return [...onObjects, ...onColumns];
}

/** Items with equal keys, with the first of them. */
function by<Item>(items: readonly Item[], keyOf: (item: Item) => readonly unknown[]): [Item, Item[]][] {
  return [...Map.groupBy(items, (item) => keyOf(item).join("\0")).values()].flatMap((all) =>
    all[0] === undefined ? [] : [[all[0], all]],
  );
}

function grant(schema: string, group: Group): string {
  return `${prefix(schema, group)}GRANT ${privileges(group)} ON ${target(schema, group)} TO ${role(group)}`;
}

function revoke(schema: string, group: Group, option: string): string {
  return `${prefix(schema, group)}REVOKE ${option}${privileges(group)} ON ${target(schema, group)} FROM ${role(group)} CASCADE`;
}

function prefix(schema: string, { kind, creator, objects }: Group): string {
  if (!kind.startsWith("default-") || creator === undefined) return "";
  const place = objects[0] === "*" ? "" : `IN SCHEMA ${quoteName(schema)} `;
  return `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteName(creator)} ${place}`;
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

function privileges({ privileges, columns }: Group): string {
  const on = columns.length === 0 ? "" : ` (${columns.map(quoteName).join(", ")})`;
  return privileges.map((privilege) => `${privilege}${on}`).join(", ");
}

function role({ grantee }: Group): string {
  return grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee);
}

function plainKey({ kind, object, column, creator, grantee, privilege }: PrivilegeItem): string {
  return [kind, object, column, creator, grantee, privilege].join("\0");
}
