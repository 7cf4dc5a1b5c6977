import type { PolicyCommand } from "../../model/row-security.ts";

/** A row of {@link readSecuredTables}. */
export interface SecuredTableRow {
  readonly table: string;
  readonly enabled: boolean;
  readonly forced: boolean;
}

/**
 * True of a partition, `c`, that shows no row by its own name because its table has row security: a set makes it so, and nobody
 * declares it. Its table's policies hold of its rows wherever they are reached through the table.
 */
export const isClosedPartition = `(c.relispartition AND c.relrowsecurity AND NOT c.relforcerowsecurity
  AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
  AND EXISTS (SELECT FROM pg_inherits i JOIN pg_class parent ON parent.oid = i.inhparent
              WHERE i.inhrelid = c.oid AND parent.relrowsecurity))`;

/** Tables of schema $1 that have row security, or are among $2. Partitions have their own, apart from their parent's. */
export const readSecuredTables = `
  SELECT c.relname::text AS table, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
    AND (c.relrowsecurity OR c.relforcerowsecurity OR c.relname = ANY ($2::text[])
         OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
    AND (c.relname = ANY ($2::text[]) OR NOT ${isClosedPartition})
    AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1`;

/** A policy as the catalog has it; conditions are the server's own texts. */
export interface PolicyRow {
  readonly table: string;
  readonly name: string;
  readonly command: PolicyCommand;
  /** `PUBLIC` alone for every role. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly permissive: boolean;
}

/** All policies of schema $1's tables. */
export const readPolicies = `
  SELECT c.relname::text AS table, p.polname::text AS name, p.polpermissive AS permissive,
         CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                       ELSE 'ALL' END AS command,
         ARRAY(SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role)::text END
               FROM unnest(p.polroles) AS role ORDER BY 1) AS roles,
         pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1
    AND NOT EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY 1, 2`;
