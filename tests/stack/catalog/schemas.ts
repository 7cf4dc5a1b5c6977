import { firstOid, privilegesOf, roleName, schemaOids } from "./parts.ts";

export const schemas = `
  SELECT 'schema ' || n.nspname AS object,
         jsonb_build_object('owner', ${roleName("n.nspowner")}, 'comment', obj_description(n.oid, 'pg_namespace'))
           || ${privilegesOf("n.nspacl", "n", "n.nspowner")} AS properties
  FROM pg_namespace n
  WHERE n.oid IN (${schemaOids})`;

/** Which patch of an extension is installed is the server's packages' to say: two numbers of its version count. */
export const extensions = `
  SELECT 'extension ' || e.extname AS object, jsonb_build_object(
    'schema', e.extnamespace::regnamespace::text, 'owner', ${roleName("e.extowner")},
    'version', substring(e.extversion from '^\\d+\\.\\d+')) AS properties
  FROM pg_extension e`;

/** ALTER DEFAULT PRIVILEGES: what objects made later start with. */
export const defaultPrivileges = `
  SELECT 'later objects of ' || ${roleName("d.defaclrole")}
           || coalesce(' in ' || nullif(d.defaclnamespace, 0)::regnamespace::text, '') || ', sort ' || d.defaclobjtype::text AS object,
         jsonb_object_agg(${roleName("a.grantee")} || ' ' || a.privilege_type,
                          CASE WHEN a.is_grantable THEN 'with grant option' ELSE 'granted' END) AS properties
  FROM pg_default_acl d, aclexplode(d.defaclacl) a
  WHERE d.oid >= ${firstOid}
    -- Of a whole schema's, the owner's own; see privilegesOf.
    AND (a.grantee <> d.defaclrole OR d.defaclnamespace <> 0 OR d.defaclobjtype = 'f')
  GROUP BY d.oid`;
