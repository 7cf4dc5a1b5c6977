import { isClosedPartition } from "../policy/read-row-security.ts";
import { isOwnSchema } from "./own-names.ts";

/** Row-level security of one table. */
export interface RowSecurityFact {
  readonly schema: string;
  readonly table: string;
  /** Whether policies decide at all. */
  readonly enabled: boolean;
  /** Whether they decide for the owner, too. */
  readonly forced: boolean;
  readonly policies: readonly PolicyFact[];
}

/** A policy, as the catalog prints it. */
export interface PolicyFact {
  readonly name: string;
  readonly permissive: boolean;
  readonly command: "ALL" | "SELECT" | "INSERT" | "UPDATE" | "DELETE";
  /** `PUBLIC` for everybody. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

/** Reads every table with row-level security or with policies that wait for it; not partitions that are closed with their table. */
export const readPolicies = `
  SELECT n.nspname::text AS schema, c.relname::text AS table, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
         coalesce((SELECT json_agg(json_build_object(
           'name', p.polname, 'permissive', p.polpermissive,
           'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                                    WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
           'roles', ARRAY(SELECT CASE o.role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(o.role)::text END
                          FROM unnest(p.polroles) AS o (role) ORDER BY 1),
           'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))
           ORDER BY p.polname) FROM pg_policy p WHERE p.polrelid = c.oid), '[]') AS policies
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT ${isOwnSchema("n")}
    AND (c.relrowsecurity OR c.relforcerowsecurity OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
    AND NOT ${isClosedPartition}
  ORDER BY 1, 2`;
