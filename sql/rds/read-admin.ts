import { quoteLiteral } from "../quote.ts";
import { adminSettings } from "./admin-settings.ts";
import { adminDatabases, forsakenRoles, parametersQuery, preloaded, tooMighty } from "./admin-statements.ts";
import { groupRoles, hostGroups, superuserGroups } from "./rds-roles.ts";

/** An administrator and RDS's roles, as the catalog has them. */
export interface AdminRow {
  /** What is not as declared, a few words each, but for the password. */
  readonly problems: readonly string[];
  /** What the server keeps of the password; `null` without one, or without the role. Never shown. */
  readonly verifier: string | null;
}

/** Reads one {@link AdminRow}. */
export function readAdmin(name: string): string {
  const parts = [
    rolesQuery(name),
    mightyQuery(name),
    `SELECT ${quoteLiteral(name)} || ' in ' || rolname FROM (${forsakenRoles(name)}) AS r`,
    membershipsQuery(name),
    hostQuery(name),
    parameterQuery,
    settingsQuery(name),
    ownersQuery(name),
  ];
  const verifier = `SELECT rolpassword FROM pg_authid WHERE rolname = ${quoteLiteral(name)}`;
  return `SELECT ARRAY(${parts.join(" UNION ALL ")}) AS problems, (${verifier}) AS verifier`;
}

/** login, superuser, createdb, createrole, inherit, replication, bypassrls. */
function rolesQuery(name: string): string {
  const group = (role: string, inherit: boolean) =>
    `(${quoteLiteral(role)}, ARRAY[false, false, false, false, ${inherit}, false, false])`;
  const wanted = [
    ...groupRoles.map((role) => group(role.name, role.inherit)),
    `(${quoteLiteral(name)}, ARRAY[true, false, true, true, true, false, false])`,
  ];
  const found =
    "ARRAY[r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolinherit, r.rolreplication, r.rolbypassrls]";
  return `SELECT CASE WHEN r.oid IS NULL THEN 'no role ' ELSE 'attributes of ' END || w.name
    FROM (VALUES ${wanted.join(", ")}) AS w (name, attributes) LEFT JOIN pg_roles r ON r.rolname = w.name
    WHERE ${found} IS DISTINCT FROM w.attributes OR r.rolvaliduntil < 'infinity' OR r.rolconnlimit <> -1`;
}

function mightyQuery(name: string): string {
  const others = [...groupRoles.map((role) => role.name), name].map(quoteLiteral).join(", ");
  return `SELECT 'attributes of ' || rolname FROM pg_roles WHERE ${tooMighty} AND rolname NOT IN (${others})`;
}

function membershipsQuery(name: string): string {
  const wanted = [
    ...superuserGroups.map(({ name: group, uses }) => `(${quoteLiteral(group)}, 'rds_superuser', ${uses})`),
    `('rds_superuser', ${quoteLiteral(name)}, true)`,
  ];
  // What belongs to a missing role is said of that role; a group of PostgreSQL's own is missing in an older version.
  return `SELECT w.member || ' in ' || w.role
    FROM (VALUES ${wanted.join(", ")}) AS w (role, member, uses)
    JOIN pg_roles g ON g.rolname = w.role JOIN pg_roles r ON r.rolname = w.member
    WHERE NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = g.oid AND m.member = r.oid
      AND m.admin_option AND m.inherit_option = w.uses AND m.set_option = w.uses)`;
}

function hostQuery(name: string): string {
  const groups = hostGroups.map(quoteLiteral).join(", ");
  return `SELECT r.rolname || ' not in ' || g.rolname
    FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
    WHERE g.rolname IN (${groups}) AND r.rolname IN ('rds_superuser', ${quoteLiteral(name)})`;
}

const parameterQuery = `SELECT 'SET ON PARAMETER ' || p.name FROM (${parametersQuery()}) AS p
    JOIN pg_roles r ON r.rolname = 'rds_superuser' WHERE NOT has_parameter_privilege(r.oid, p.name, 'SET')`;

function settingsQuery(name: string): string {
  const wanted = adminSettings.map(
    ({ name: setting, value, library }) =>
      `(${quoteLiteral(`${setting}=${value}`)}, ${library === undefined ? "true" : preloaded(library)})`,
  );
  return `SELECT 'setting ' || w.setting FROM (VALUES ${wanted.join(", ")}) AS w (setting, applies)
    JOIN pg_roles r ON r.rolname = ${quoteLiteral(name)} WHERE w.applies AND NOT EXISTS
      (SELECT FROM pg_db_role_setting s WHERE s.setrole = r.oid AND s.setdatabase = 0 AND w.setting = ANY (s.setconfig))`;
}

function ownersQuery(name: string): string {
  const databases = adminDatabases.map(quoteLiteral).join(", ");
  return `SELECT 'owner of ' || d.datname FROM pg_database d JOIN pg_roles r ON r.rolname = ${quoteLiteral(name)}
    WHERE d.datname IN (${databases}) AND d.datdba <> r.oid`;
}
