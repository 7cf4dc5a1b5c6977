/**
 * Sorts of objects privileges are held on. `default-*` are those of objects that a creator makes later, in the schema or, with
 * object `*`, in any.
 */
export type ObjectKind =
  | "schema"
  | "table"
  | "sequence"
  | "function"
  | "column"
  | "default-table"
  | "default-sequence"
  | "default-function";

/** One privilege that one role holds on one object. */
export interface PrivilegeItem {
  readonly kind: ObjectKind;
  /**
   * Name within the schema; a function's with its argument types; empty for the schema and for defaults, `*` for defaults in
   * any schema.
   */
  readonly object: string;
  /** The column, for a privilege on one: declared for masked tables alone. */
  readonly column?: string;
  /** Whose later objects, for defaults. */
  readonly creator?: string;
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
  readonly privilege: string;
  /** WITH GRANT OPTION, which is never declared. */
  readonly grantable: boolean;
}

/** An object of the schema that privileges can be held on. */
export interface SchemaObject {
  readonly kind: "table" | "sequence" | "function";
  readonly object: string;
  /** Owns it, and so needs no privilege on it. */
  readonly owner: string;
}

/** Equal items have equal keys. */
export function itemKey(item: PrivilegeItem): string {
  const { kind, object, column = "", creator = "", grantee, privilege, grantable } = item;
  return [kind, object, column, creator, grantee, privilege, grantable].join("\0");
}
