import { isOwnRole } from "./own-names.ts";

/** A role of the server, without what only a superuser may see of it. */
export interface RoleFact {
  readonly name: string;
  /** Whether it came with the server: nobody declares it. */
  readonly own: boolean;
  readonly login: boolean;
  readonly superuser: boolean;
  readonly createdb: boolean;
  readonly createrole: boolean;
  readonly replication: boolean;
  readonly bypassrls: boolean;
  readonly inherit: boolean;
  /** -1 is no limit. */
  readonly connection_limit: number;
  /** When its password ends; `null` for never. */
  readonly valid_until: string | null;
  /** Objects of this database it owns. */
  readonly owns: number;
}

/** Reads every role, by name. */
export const readRoles = `
  SELECT r.rolname::text AS name, ${isOwnRole("r")} AS own, r.rolcanlogin AS login, r.rolsuper AS superuser,
         r.rolcreatedb AS createdb, r.rolcreaterole AS createrole, r.rolreplication AS replication,
         r.rolbypassrls AS bypassrls, r.rolinherit AS inherit, r.rolconnlimit AS connection_limit,
         nullif(r.rolvaliduntil, 'infinity')::text AS valid_until, coalesce(o.owns, 0)::int AS owns
  FROM pg_roles r
  LEFT JOIN (SELECT refobjid, count(*) AS owns FROM pg_shdepend
             WHERE refclassid = 'pg_authid'::regclass AND deptype = 'o'
               AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
             GROUP BY refobjid) o ON o.refobjid = r.oid
  ORDER BY 1`;

/** Names of login roles without a password. Needs to read pg_authid. */
export const readPasswordless = `
  SELECT rolname::text AS name FROM pg_authid WHERE rolcanlogin AND rolpassword IS NULL ORDER BY 1`;
