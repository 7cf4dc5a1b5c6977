import { isOwnSchema } from "./own-names.ts";

/** A privilege on the database, or on a schema that the model does not declare. The owner's own are left out. */
export interface PlaceGrant {
  readonly kind: "DATABASE" | "SCHEMA";
  readonly name: string;
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

/** Reads every {@link PlaceGrant} of this database. */
export const readPlaceGrants = `
  WITH place AS (
    SELECT 'DATABASE' AS kind, d.datname::text AS name, d.datdba AS owner, coalesce(d.datacl, acldefault('d', d.datdba)) AS acl
    FROM pg_database d WHERE d.datname = current_database()
    UNION ALL
    SELECT 'SCHEMA', n.nspname::text, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner))
    FROM pg_namespace n WHERE NOT ${isOwnSchema("n")}
  )
  SELECT p.kind, p.name, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END AS grantee,
         a.privilege_type AS privilege, a.is_grantable AS grantable
  FROM place p CROSS JOIN LATERAL aclexplode(p.acl) a WHERE a.grantee <> p.owner
  ORDER BY 1, 2, 3, 4`;
