import { isExtensions, isOwnRole, isOwnSchema } from "./own-names.ts";

/** A routine that runs with its owner's rights, whoever calls it. */
export interface DefinerFact {
  readonly schema: string;
  /** With its argument types, quoted where it must be. */
  readonly name: string;
  readonly owner: string;
  readonly schema_owner: string;
  /** Whether it says where names are looked up: else the caller does. */
  readonly pinned: boolean;
  /** Roles that may run it and have not its owner's rights anyway; `PUBLIC` among them. */
  readonly callers: string[];
}

/** Reads every SECURITY DEFINER routine that no extension brought. */
export const readDefiners = `
  SELECT n.nspname::text AS schema, quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
         pg_get_userbyid(p.proowner)::text AS owner, pg_get_userbyid(n.nspowner)::text AS schema_owner,
         EXISTS (SELECT FROM unnest(p.proconfig) AS c (setting) WHERE c.setting LIKE 'search\\_path=%') AS pinned,
         ARRAY(SELECT 'PUBLIC' WHERE has_function_privilege(0::oid, p.oid, 'EXECUTE') UNION ALL
               (SELECT r.rolname::text FROM pg_roles r
                WHERE NOT ${isOwnRole("r")} AND NOT pg_has_role(r.oid, p.proowner, 'USAGE')
                  AND has_function_privilege(r.oid, p.oid, 'EXECUTE') ORDER BY r.rolname)) AS callers
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prosecdef AND NOT ${isOwnSchema("n")} AND NOT ${isExtensions("pg_proc", "p.oid")}
  ORDER BY 1, 2`;
