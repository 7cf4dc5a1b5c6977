/** A privilege that somebody's later objects give, as ALTER DEFAULT PRIVILEGES set it. */
export interface DefaultFact {
  /** Whose objects. */
  readonly creator: string;
  /** `null` for those of every schema. */
  readonly schema: string | null;
  readonly sort: "TABLES" | "SEQUENCES" | "FUNCTIONS" | "TYPES" | "SCHEMAS" | "LARGE OBJECTS";
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

/** Reads default privileges for others than the creator, those that every object has from the start left out. */
export const readDefaultAcls = `
  SELECT pg_get_userbyid(d.defaclrole)::text AS creator, n.nspname::text AS schema,
         CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                              WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS sort,
         CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END AS grantee,
         a.privilege_type AS privilege, a.is_grantable AS grantable
  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
  CROSS JOIN LATERAL aclexplode(d.defaclacl) a
  WHERE a.grantee <> d.defaclrole
    AND NOT (d.defaclnamespace = 0 AND a.grantee = 0 AND NOT a.is_grantable
             AND (d.defaclobjtype, a.privilege_type) IN (('f', 'EXECUTE'), ('T', 'USAGE')))
  ORDER BY 1, 2 NULLS FIRST, 3, 4, 5`;
