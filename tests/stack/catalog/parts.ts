/** Pieces of SQL that say what the projection leaves out, and what it calls the rest. */

/** Objects of this OID and above were made after initdb: below are PostgreSQL's own, which its version decides. */
export const firstOid = 16384;

/** Schemas but PostgreSQL's own; `public` is one of them, because what it lets whom do is ours to keep. */
export const schemaOids = `
  SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`;

/** What an extension brings is its own version's, and differs by that. */
export function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}

/**
 * A role that administers the server: the administrator, and the superuser that initdb made, which is the same role on some
 * servers and another one on others.
 */
export function isAdmin(oid: string): string {
  return `(${oid} = 10 OR ${oid} = 'mcp_admin'::regrole)`;
}

/** Roles that a real server has for its administrator, its replicas and its pooler; the embedded one has none of those. */
export function isServers(name: string): string {
  return `(${name} ~ '^(pg_|rds)' OR ${name} = 'pgbouncer')`;
}

/** The name of a role; of 0, PUBLIC. */
export function roleName(oid: string): string {
  return `CASE WHEN ${oid} = 0 THEN 'PUBLIC' WHEN ${isAdmin(oid)} THEN '(admin)'
               ELSE pg_get_userbyid(${oid})::text END`;
}

/**
 * Who may do what, as an object: null, which stands for the defaults, is the same as the defaults spelled out.
 * What an owner has of its own object by default is left out, because versions add to it (MAINTAIN in 17); what of that
 * it lacks is not.
 *
 * @param kind as acldefault() has it
 */
export function privilegesOf(acl: string, kind: string, owner: string): string {
  const defaults = `acldefault('${kind}'::"char", ${owner})`;
  return `(
    SELECT coalesce(jsonb_object_agg(
             ${roleName("grantee")} || ' ' || privilege_type
               || CASE WHEN held.grantor <> ${owner} THEN ' from ' || ${roleName("held.grantor")} ELSE '' END,
             CASE WHEN held.grantor IS NULL THEN 'taken away'
                  WHEN held.is_grantable THEN 'with grant option' ELSE 'granted' END), '{}')
    FROM aclexplode(coalesce(${acl}, ${defaults})) held
    FULL JOIN (SELECT grantee, privilege_type FROM aclexplode(${defaults}) WHERE grantee = ${owner}) own
      USING (grantee, privilege_type)
    WHERE own.grantee IS NULL OR held.grantor IS NULL OR held.is_grantable)`;
}
