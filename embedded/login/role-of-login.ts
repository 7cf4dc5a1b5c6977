import { quoteLiteral } from "../../sql/quote.ts";

/** A role as far as its login is concerned, and the settings it brings. */
export interface RoleOfLogin {
  readonly oid: number;
  readonly password: string | null;
  readonly mayLogIn: boolean;
  readonly superuser: boolean;
  /** -1 is no limit. */
  readonly connectionLimit: number;
  readonly expired: boolean;
  readonly mayConnect: boolean;
  /** `name=value`, the more particular ones last. */
  readonly settings: readonly string[];
}

/** Query for {@link parseRoleOfLogin}: no row when there is no such role. */
export function selectRoleOfLogin(name: string): string {
  return `
    SELECT json_build_object(
      'oid', r.oid::int8,
      'password', r.rolpassword,
      'mayLogIn', r.rolcanlogin,
      'superuser', r.rolsuper,
      'connectionLimit', r.rolconnlimit,
      'expired', coalesce(r.rolvaliduntil < now(), false),
      'mayConnect', has_database_privilege(r.oid, d.oid, 'CONNECT'),
      'settings', coalesce((
        SELECT json_agg(line ORDER BY s.setrole <> 0, s.setdatabase <> 0)
        FROM pg_catalog.pg_db_role_setting AS s, unnest(s.setconfig) AS line
        WHERE s.setrole IN (0, r.oid) AND s.setdatabase IN (0, d.oid)
      ), '[]'))
    FROM pg_catalog.pg_authid AS r, pg_catalog.pg_database AS d
    WHERE r.rolname = ${quoteLiteral(name)} AND d.datname = current_database()`;
}

export function parseRoleOfLogin(row: string | null | undefined): RoleOfLogin | undefined {
  return typeof row === "string" ? (JSON.parse(row) as RoleOfLogin) : undefined;
}
