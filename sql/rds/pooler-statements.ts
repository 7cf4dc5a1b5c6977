import { poolerRole } from "../../model/service-roles.ts";
import { createIfMissing } from "./admin-statements.ts";

/**
 * Of roles that may log in now, by a password, and have no rights that no pooler should hand on. PgBouncer compares no dates,
 * so a password that has ended is none.
 */
const lookup = `
  SELECT rolname::text, rolpassword FROM pg_catalog.pg_authid
  WHERE rolname = i_username::name AND rolcanlogin AND NOT rolsuper AND NOT rolreplication AND rolname <> '${poolerRole}'
    AND rolpassword LIKE 'SCRAM-SHA-256$%' AND coalesce(rolvaliduntil, 'infinity') > now()
`;

/**
 * Makes role, schema and function, whatever is there already: in the database `postgres`, for one transaction. What somebody
 * else made there by these names goes, for it would be given everybody's name.
 */
export const poolerStatements: readonly string[] = [
  createIfMissing(poolerRole),
  `ALTER ROLE "${poolerRole}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1 VALID UNTIL 'infinity' PASSWORD NULL`,
  `DO $pgstack$ DECLARE held text; BEGIN FOR held IN SELECT format('REVOKE %I FROM "${poolerRole}" CASCADE', g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = '${poolerRole}' LOOP EXECUTE held; END LOOP; END $pgstack$`,
  `DROP SCHEMA IF EXISTS "${poolerRole}" CASCADE`,
  `CREATE SCHEMA "${poolerRole}"`,
  `GRANT USAGE ON SCHEMA "${poolerRole}" TO "${poolerRole}"`,
  `CREATE FUNCTION "${poolerRole}".user_lookup(IN i_username text, OUT uname text, OUT phash text) RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO pg_catalog, pg_temp AS $lookup$${lookup}$lookup$`,
  `REVOKE ALL ON FUNCTION "${poolerRole}".user_lookup(text) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION "${poolerRole}".user_lookup(text) TO "${poolerRole}"`,
];

/** Takes them away. */
export const dropPoolerStatements: readonly string[] = [
  `DROP SCHEMA IF EXISTS "${poolerRole}" CASCADE`,
  `DROP ROLE IF EXISTS "${poolerRole}"`,
];

/** Reads what is not as declared, a row each with a `problem`. The session's own role is the superuser. */
export const readPooler = `
  SELECT 'role ${poolerRole}' AS problem WHERE NOT EXISTS (SELECT FROM pg_authid WHERE rolname = '${poolerRole}'
    AND rolcanlogin AND NOT rolsuper AND NOT rolcreatedb AND NOT rolcreaterole AND NOT rolinherit AND NOT rolreplication
    AND NOT rolbypassrls AND rolpassword IS NULL AND rolconnlimit = -1 AND coalesce(rolvaliduntil, 'infinity') = 'infinity'
    AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.member = pg_authid.oid))
  UNION ALL SELECT 'schema ${poolerRole}' WHERE NOT EXISTS (SELECT FROM pg_namespace
    WHERE nspname = '${poolerRole}' AND nspowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
    AND nspacl::text[] = ARRAY[format('%s=UC/%s', current_user, current_user), format('${poolerRole}=U/%s', current_user)])
  UNION ALL SELECT 'function user_lookup' WHERE NOT EXISTS (SELECT FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
    WHERE n.nspname = '${poolerRole}' AND f.proname = 'user_lookup' AND f.prosecdef AND f.prosrc = $lookup$${lookup}$lookup$
    AND f.proargnames = ARRAY['i_username', 'uname', 'phash'] AND f.proconfig = ARRAY['search_path=pg_catalog, pg_temp']
    AND f.proowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
    AND f.proacl::text[] = ARRAY[format('%s=X/%s', current_user, current_user), format('${poolerRole}=X/%s', current_user)])`;
