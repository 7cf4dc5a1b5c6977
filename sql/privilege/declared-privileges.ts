import type { Grant } from "../../model/privilege.ts";
import type { MaskedTable } from "./masked-table.ts";
import type { ObjectKind, PrivilegeItem, SchemaObject } from "./privilege-item.ts";

/** What of a schema is declared, and what of the server it depends on. */
export interface DeclaredAccess {
  readonly grants: readonly Grant[];
  /** Whose later objects get the privileges. */
  readonly creators: readonly string[];
  /** One of the creators whose later functions, those of extensions among them, stay everybody's to run. @default none */
  readonly administrator?: string;
  /** @default none */
  readonly masked?: readonly MaskedTable[];
  /** Roles that may not read a later table before its columns are masked. @default none */
  readonly notByDefault?: readonly string[];
}

/**
 * Every privilege that the grants of one schema mean: on the schema, on each object there now, and as defaults for
 * objects made later.
 */
export function declaredPrivileges(
  { grants, creators, administrator, masked = [], notByDefault = [] }: DeclaredAccess,
  objects: readonly SchemaObject[],
): PrivilegeItem[] {
  const byName = new Map(masked.map((table) => [table.table, table.shown]));
  const perGrant = grants.flatMap((grant) => {
    const byKind = {
      table: grant.tables ?? [],
      sequence: grant.sequences ?? [],
      function: grant.functions ?? [],
    };
    const item = (kind: ObjectKind, object: string, privilege: string): PrivilegeItem => ({
      kind,
      object,
      grantee: grant.role,
      privilege,
      grantable: false,
    });
    const on = ({ kind, object }: SchemaObject): PrivilegeItem[] => {
      const shown = kind === "table" ? byName.get(object)?.get(grant.role) : undefined;
      return byKind[kind].flatMap((privilege) =>
        shown === undefined || privilege !== "SELECT"
          ? [item(kind, object, privilege)]
          : shown.map((column) => ({ ...item("column", object, privilege), column })),
      );
    };
    const later = (kind: SchemaObject["kind"], creator: string): PrivilegeItem[] =>
      byKind[kind]
        .filter(
          (privilege) => privilege !== "SELECT" || kind !== "table" || !notByDefault.includes(grant.role),
        )
        .map((privilege) => ({ ...item(`default-${kind}`, "", privilege), creator }));
    return [
      ...(grant.schema ?? ["USAGE"]).map((privilege) => item("schema", "", privilege)),
      ...objects.filter(({ owner }) => owner !== grant.role).flatMap(on),
      // What a role makes itself is its own.
      ...creators
        .filter((creator) => creator !== grant.role)
        .flatMap((creator) => [
          ...later("table", creator),
          ...later("sequence", creator),
          ...later("function", creator),
        ]),
    ];
  });
  return administrator !== undefined && creators.includes(administrator)
    ? [...perGrant, everybodysFunctions(administrator)]
    : perGrant;
}

/** PostgreSQL's own default, which CREATE EXTENSION counts on. */
function everybodysFunctions(creator: string): PrivilegeItem {
  const place = { kind: "default-function", object: "*", creator } as const;
  return { ...place, grantee: "PUBLIC", privilege: "EXECUTE", grantable: false };
}
