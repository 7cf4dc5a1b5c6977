import { quoteLiteral, quoteName } from "../quote.ts";
import { adminSettings } from "./admin-settings.ts";
import { groupRoles, hostGroups, type SuperuserGroup, superuserGroups } from "./rds-roles.ts";
import { settableParameters } from "./settable-parameters.ts";

/** Databases that are the administrator's from the start, as on RDS; the others it makes itself. */
export const adminDatabases: readonly string[] = ["postgres", "template1"];

/**
 * Makes of a server, as its superuser, what RDS makes of it, whatever is there already; and of one role its administrator.
 * Source: AWS, "Understanding the rds_superuser role"; what AWS does not document is as `pg_dumpall --roles-only` of an RDS
 * for PostgreSQL 17 shows it. Unlike there the membership in `rds_superuser` is WITH ADMIN, without which PostgreSQL would
 * let nobody but its superuser grant it.
 *
 * @param verifier what the server keeps of the administrator's password
 * @returns statements for one transaction
 */
export function adminStatements(name: string, verifier: string): string[] {
  const admin = quoteName(name);
  return [
    ...groupRoles.flatMap((role) => groupStatements(role.name, role.inherit)),
    ...superuserGroups.map(grantIfThere),
    ...["rds_superuser", name].flatMap((role) => hostGroups.map((group) => revokeIfHeld(group, role))),
    grantParameters(),
    reduceRoles,
    createIfMissing(name),
    `ALTER ROLE ${admin} LOGIN NOSUPERUSER CREATEDB CREATEROLE INHERIT NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1 VALID UNTIL 'infinity'`,
    `ALTER ROLE ${admin} PASSWORD ${quoteLiteral(verifier)}`,
    `GRANT "rds_superuser" TO ${admin} WITH ADMIN TRUE, INHERIT TRUE, SET TRUE`,
    block(
      `DECLARE forsaken text; BEGIN FOR forsaken IN ${forsakenRoles(name)} LOOP EXECUTE format('GRANT %I TO %I WITH INHERIT TRUE, SET TRUE GRANTED BY %2$I', forsaken, ${quoteLiteral(name)}); END LOOP; END;`,
    ),
    ...adminSettings.map(({ name: setting, value, library }) => {
      const set = `ALTER ROLE ${admin} SET ${setting} TO ${quoteLiteral(value)}`;
      return library === undefined ? set : ifPreloaded(library, set);
    }),
    ...adminDatabases.map((database) => `ALTER DATABASE ${quoteName(database)} OWNER TO ${admin}`),
  ];
}

/**
 * Takes an administrator away: what it owns has no other owner to go to, so that a role that owns something is kept, without
 * a login.
 */
export function dropAdminStatements(name: string): string[] {
  const admin = quoteName(name);
  return [
    ...adminDatabases.map((database) =>
      block(
        `IF EXISTS (SELECT FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = ${quoteLiteral(database)} AND r.rolname = ${quoteLiteral(name)}) THEN ALTER DATABASE ${quoteName(database)} OWNER TO CURRENT_USER; END IF;`,
      ),
    ),
    block(
      `IF EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)}) THEN BEGIN DROP ROLE ${admin}; EXCEPTION WHEN dependent_objects_still_exist THEN ALTER ROLE ${admin} NOLOGIN PASSWORD NULL; END; END IF;`,
    ),
  ];
}

/**
 * Roles that an administrator made (it has the ADMIN option) and has no part in, as `createrole_self_grant` gives it: it could
 * change nothing that they own.
 */
export function forsakenRoles(name: string): string {
  return `SELECT g.rolname FROM pg_roles g JOIN pg_roles r ON r.rolname = ${quoteLiteral(name)}
    WHERE g.rolname !~ '^(pg|rds)_'
      AND EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = g.oid AND m.member = r.oid AND m.admin_option)
      AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = g.oid AND m.member = r.oid
        AND m.inherit_option AND m.set_option)`;
}

/** A condition: of roles with attributes that on RDS no role has but RDS's own, and that only a superuser can take away. */
export const tooMighty =
  "NOT oid = 10 AND rolname NOT LIKE 'pg\\_%' AND (rolsuper OR rolbypassrls OR rolreplication AND rolname <> 'rdsrepladmin')";

const reduceRoles = block(
  `DECLARE mighty text; BEGIN FOR mighty IN SELECT rolname FROM pg_roles WHERE ${tooMighty} LOOP EXECUTE format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS', mighty); IF mighty <> 'rdsrepladmin' THEN EXECUTE format('ALTER ROLE %I NOREPLICATION', mighty); END IF; END LOOP; END;`,
);

function groupStatements(name: string, inherit: boolean): string[] {
  const attributes = `NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE ${inherit ? "INHERIT" : "NOINHERIT"} NOREPLICATION NOBYPASSRLS`;
  return [createIfMissing(name), `ALTER ROLE ${quoteName(name)} ${attributes} PASSWORD NULL`];
}

/** `CREATE ROLE`, unless it is there. */
export function createIfMissing(name: string): string {
  return block(
    `IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(name)}) THEN CREATE ROLE ${quoteName(name)}; END IF;`,
  );
}

function grantIfThere({ name: group, uses }: SuperuserGroup): string {
  return block(
    `IF EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteLiteral(group)}) THEN GRANT ${quoteName(group)} TO "rds_superuser" WITH ADMIN TRUE, INHERIT ${uses}, SET ${uses}; END IF;`,
  );
}

function revokeIfHeld(group: string, role: string): string {
  return block(
    `IF EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE g.rolname = ${quoteLiteral(group)} AND r.rolname = ${quoteLiteral(role)}) THEN REVOKE ${quoteName(group)} FROM ${quoteName(role)} CASCADE; END IF;`,
  );
}

function grantParameters(): string {
  return block(
    `DECLARE parameter text; BEGIN FOR parameter IN ${parametersQuery()} LOOP EXECUTE format('GRANT SET ON PARAMETER %s TO "rds_superuser"', parameter); END LOOP; END;`,
  );
}

/** Those of this server, the preloaded libraries' included, that a superuser may set at any time. */
export function parametersQuery(): string {
  const patterns = settableParameters.map((pattern) => `'${pattern}'`).join(", ");
  return `SELECT name FROM pg_settings WHERE context = 'superuser' AND name LIKE ANY (ARRAY[${patterns}]) ORDER BY 1`;
}

function ifPreloaded(library: string, statement: string): string {
  return block(`IF ${preloaded(library)} THEN ${statement}; END IF;`);
}

/** A condition: whether the server has loaded a library at its start. */
export function preloaded(library: string): string {
  return `current_setting('shared_preload_libraries') ~ '\\m${library}\\M'`;
}

/** Statements of PL/pgSQL as one of SQL. */
function block(body: string): string {
  return `DO $pgstack$ BEGIN ${body} END $pgstack$`;
}
