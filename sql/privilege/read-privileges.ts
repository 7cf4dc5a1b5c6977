import type { ObjectKind } from "./privilege-item.ts";

/**
 * A row of {@link readPrivileges}: one object, and one privilege on it unless nobody but the owner has any.
 * The owner's own privileges are left out.
 */
export interface PrivilegeRow {
  readonly kind: ObjectKind;
  readonly object: string;
  readonly column: string | null;
  /** Of an object its owner, of defaults whose later objects they are of. */
  readonly owner: string;
  readonly grantee: string | null;
  readonly privilege: string | null;
  readonly grantable: boolean | null;
}

/**
 * Everything in schema $1 that privileges can be held on, with who holds what; the schema's default privileges, of creators $2
 * and of whoever else the current role may change them for; and the creators' defaults in any schema, for there PostgreSQL
 * lets everybody run functions, which no default of one schema takes away (PostgreSQL documentation, ALTER DEFAULT PRIVILEGES).
 * Objects that belong to an extension are the extension's.
 */
export const readPrivileges = `
  WITH s AS (SELECT oid, nspowner, nspacl FROM pg_namespace WHERE nspname = $1),
  creator AS (SELECT oid FROM pg_roles WHERE rolname = ANY ($2::text[])),
  object AS (
    SELECT 'schema' AS kind, '' AS object, NULL AS column, s.nspowner AS owner, coalesce(s.nspacl, acldefault('n', s.nspowner)) AS acl
    FROM s
    UNION ALL
    SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, c.relname::text, NULL, c.relowner,
           coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner))
    FROM pg_class c JOIN s ON c.relnamespace = s.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'column', c.relname::text, a.attname::text, c.relowner, a.attacl
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN s ON c.relnamespace = s.oid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'function', quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')', NULL,
           p.proowner,
           coalesce(p.proacl, acldefault('f', p.proowner))
    FROM pg_proc p JOIN s ON p.pronamespace = s.oid
    WHERE NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT ${defaultKind("d.defaclobjtype")}, '', NULL, d.defaclrole, d.defaclacl
    FROM pg_default_acl d JOIN s ON d.defaclnamespace = s.oid
    WHERE d.defaclobjtype IN ('r', 'S', 'f')
      AND (d.defaclrole IN (SELECT oid FROM creator) OR pg_has_role(d.defaclrole, 'USAGE'))
    UNION ALL
    SELECT ${defaultKind("t.sort")}, '*', NULL, c.oid, coalesce(d.defaclacl, acldefault(lower(t.sort::text)::"char", c.oid))
    FROM creator c CROSS JOIN (VALUES ('r'::"char"), ('S'::"char"), ('f'::"char")) AS t (sort)
    LEFT JOIN pg_default_acl d ON d.defaclrole = c.oid AND d.defaclnamespace = 0 AND d.defaclobjtype = t.sort
  )
  SELECT o.kind, o.object, o.column, pg_get_userbyid(o.owner)::text AS owner,
         CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END AS grantee,
         a.privilege_type AS privilege, a.is_grantable AS grantable
  FROM object o LEFT JOIN LATERAL aclexplode(o.acl) a ON a.grantee <> o.owner
  ORDER BY 1, 2, 3, 5, 6`;

function defaultKind(sort: string): string {
  return `CASE ${sort} WHEN 'r' THEN 'default-table' WHEN 'S' THEN 'default-sequence' ELSE 'default-function' END`;
}
