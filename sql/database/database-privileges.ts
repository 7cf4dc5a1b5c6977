import { quoteName } from "../quote.ts";

/** A row of {@link readDatabasePrivileges}, and a privilege as it is declared. */
export interface DatabasePrivilege {
  readonly on: "database" | "schema public";
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

/**
 * Who holds what on the current database and on schema public, but their owners, and roles of RDS's own. What is everybody's by
 * default is spelled out.
 */
export const readDatabasePrivileges = `
  WITH object AS (
    SELECT 'database' AS on, datdba AS owner, coalesce(datacl, acldefault('d', datdba)) AS acl
    FROM pg_database WHERE datname = current_database()
    UNION ALL
    SELECT 'schema public', nspowner, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace WHERE nspname = 'public')
  SELECT o.on, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END AS grantee,
         a.privilege_type AS privilege, a.is_grantable AS grantable
  FROM object o, aclexplode(o.acl) a
  WHERE a.grantee <> o.owner AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) !~ '^rds')
  ORDER BY 1, 2, 3`;

/** Who may do what; every privilege that is not listed is nobody's but the owner's. */
export interface DeclaredDatabase {
  readonly connect: readonly string[];
  readonly temporary: readonly string[];
  /** Who uses schema public; `PUBLIC` is everybody. */
  readonly publicSchema: readonly string[];
}

export function declaredDatabase({
  connect,
  temporary,
  publicSchema,
}: DeclaredDatabase): DatabasePrivilege[] {
  const all = (on: DatabasePrivilege["on"], privilege: string, grantees: readonly string[]) =>
    grantees.map((grantee) => ({ on, grantee, privilege, grantable: false }));
  return [
    ...all("database", "CONNECT", connect),
    ...all("database", "TEMPORARY", temporary),
    ...all("schema public", "USAGE", publicSchema),
  ];
}

interface Difference {
  readonly missing: readonly DatabasePrivilege[];
  readonly excess: readonly DatabasePrivilege[];
}

export function databaseDifference(
  declared: readonly DatabasePrivilege[],
  held: readonly DatabasePrivilege[],
): Difference {
  const without = (some: readonly DatabasePrivilege[], others: readonly DatabasePrivilege[]) => {
    const keys = new Set(others.map(keyOf));
    return some.filter((item) => !keys.has(keyOf(item)));
  };
  return { missing: without(declared, held), excess: without(held, declared) };
}

/** The difference in words, e.g. `database: PUBLIC has CONNECT`. */
export function describeDatabase({ missing, excess }: Difference): string[] {
  const line = ({ on, grantee, privilege, grantable }: DatabasePrivilege, verb: string) =>
    `${on}: ${grantee} ${verb} ${privilege}${grantable ? " with grant option" : ""}`;
  return [...missing.map((item) => line(item, "lacks")), ...excess.map((item) => line(item, "has"))];
}

/**
 * Statements that carry a difference out, for one transaction. A privilege WITH GRANT OPTION goes as a whole and comes back
 * without it, with what was passed on from it.
 */
export function databaseStatements(database: string, { missing, excess }: Difference): string[] {
  const target = (on: DatabasePrivilege["on"]) =>
    on === "database" ? `DATABASE ${quoteName(database)}` : 'SCHEMA "public"';
  const statements = (verb: "GRANT" | "REVOKE", items: readonly DatabasePrivilege[]) =>
    [...Map.groupBy(items, ({ on, privilege }) => `${privilege} ON ${target(on)}`)].map(([what, group]) => {
      const roles = group.map(({ grantee }) => (grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee)));
      return verb === "GRANT"
        ? `GRANT ${what} TO ${roles.join(", ")}`
        : `REVOKE ${what} FROM ${roles.join(", ")} CASCADE`;
    });
  return [...statements("REVOKE", excess), ...statements("GRANT", missing)];
}

function keyOf({ on, grantee, privilege, grantable }: DatabasePrivilege): string {
  return [on, grantee, privilege, grantable].join("\0");
}
