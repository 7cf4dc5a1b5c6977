/** A role as the catalog has it. */
export interface RoleRow {
  readonly login: boolean;
  readonly connection_limit: number;
  readonly comment: string;
  /** What the server keeps of the password; `null` without one. Never shown. */
  readonly verifier: string | null;
  /** Roles it is a member of as declared: with INHERIT and SET, without ADMIN. */
  readonly member_of: string[];
  /** Roles it is a member of in another way. */
  readonly other_memberships: string[];
  /** Attributes other than what every role is declared with, by their names: SUPERUSER, CREATEDB, ... */
  readonly excess: string[];
}

/** Reads one role by name ($1). Needs to read pg_authid: a superuser, as the embedded server's administrator is. */
export const readRole = `
  SELECT r.rolcanlogin AS login,
         r.rolconnlimit AS connection_limit,
         coalesce(shobj_description(r.oid, 'pg_authid'), '') AS comment,
         a.rolpassword AS verifier,
         ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
               WHERE m.member = r.oid AND m.inherit_option AND m.set_option AND NOT m.admin_option ORDER BY 1)
           AS member_of,
         ARRAY(SELECT DISTINCT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
               WHERE m.member = r.oid AND NOT (m.inherit_option AND m.set_option AND NOT m.admin_option) ORDER BY 1)
           AS other_memberships,
         array_remove(ARRAY[
           CASE WHEN r.rolsuper THEN 'SUPERUSER' END,
           CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
           CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END,
           CASE WHEN r.rolreplication THEN 'REPLICATION' END,
           CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
           CASE WHEN NOT r.rolinherit THEN 'NOINHERIT' END,
           CASE WHEN r.rolvaliduntil < 'infinity' THEN 'VALID UNTIL' END], NULL) AS excess
  FROM pg_roles r JOIN pg_authid a ON a.oid = r.oid
  WHERE r.rolname = $1`;
