import { isAdmin, isServers, roleName } from "./parts.ts";

/** Roles but PostgreSQL's own and the administrator, whose rights are the server's to say. */
export const roles = `
  SELECT 'role ' || r.rolname AS object, jsonb_build_object(
    'login', r.rolcanlogin, 'superuser', r.rolsuper, 'createdb', r.rolcreatedb, 'createrole', r.rolcreaterole,
    'replication', r.rolreplication, 'bypassrls', r.rolbypassrls, 'inherit', r.rolinherit,
    'connection limit', r.rolconnlimit,
    -- NULL and infinity are both: for ever. Which one it is, is compared all the same.
    'valid until', r.rolvaliduntil::text,
    -- The salt is chance, the method and its iterations are not.
    'password', coalesce(regexp_replace(r.rolpassword, '^(SCRAM-SHA-256\\$\\d+):.*$|^(md5).*$', '\\1\\2'), 'none')
  ) AS properties
  FROM pg_authid r
  WHERE NOT ${isServers("r.rolname")} AND NOT ${isAdmin("r.oid")}`;

/**
 * Who is a member of what, and from whom where that is not the administrator, nor rds_superuser, in whose name it gives
 * PostgreSQL's own roles: each who grants it does so apart.
 */
export const memberships = `
  SELECT 'membership of ' || ${roleName("m.member")} || ' in ' || ${roleName("m.roleid")}
           || CASE WHEN ${isAdmin("m.grantor")} OR ${isServers("pg_get_userbyid(m.grantor)")} THEN '' ELSE ' from ' || ${roleName("m.grantor")} END AS object,
         jsonb_build_object('admin', m.admin_option, 'inherit', m.inherit_option, 'set', m.set_option) AS properties
  FROM pg_auth_members m
  WHERE NOT ${isServers("pg_get_userbyid(m.member)")} AND NOT ${isAdmin("m.member")}`;

/** GRANT SET ON PARAMETER and GRANT ALTER SYSTEM ON PARAMETER, but to the administrator. */
export const parameters = `
  SELECT 'parameter ' || p.parname AS object,
         jsonb_object_agg(${roleName("a.grantee")} || ' ' || a.privilege_type,
                          CASE WHEN a.is_grantable THEN 'with grant option' ELSE 'granted' END) AS properties
  FROM pg_parameter_acl p, aclexplode(p.paracl) a
  WHERE NOT ${isAdmin("a.grantee")} AND NOT ${isServers("pg_get_userbyid(a.grantee)")}
  GROUP BY p.parname`;

/** ALTER ROLE ... SET and ALTER DATABASE ... SET, but of the administrator. */
export const roleSettings = `
  SELECT 'settings of ' || CASE s.setrole WHEN 0 THEN 'every role' ELSE ${roleName("s.setrole")} END
           || ' in ' || coalesce(d.datname, 'every database') AS object,
         -- The order in which they were set says nothing.
         jsonb_build_object('settings', (SELECT jsonb_agg(one ORDER BY one) FROM unnest(s.setconfig) AS one)) AS properties
  FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase
  WHERE NOT ${isAdmin("s.setrole")} AND NOT ${isServers("pg_get_userbyid(s.setrole)")}`;
