import { quoteName } from "../quote.ts";

/** A row of {@link readMemberships}: one grant of a role to another. */
export interface MembershipRow {
  readonly member: string;
  readonly group: string;
  readonly grantor: string;
  readonly admin: boolean;
  readonly inherit: boolean;
  readonly set: boolean;
}

/**
 * Who of the roles $1 is a member of what, and whoever is a member of one of them. Left out are the administrator, the superuser
 * and RDS's own roles: what they have of roles is the server's to say.
 */
export const readMemberships = `
  SELECT m.rolname::text AS member, g.rolname::text AS group, pg_get_userbyid(a.grantor)::text AS grantor,
         a.admin_option AS admin, a.inherit_option AS inherit, a.set_option AS set
  FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
  WHERE (m.rolname = ANY ($1::text[]) OR g.rolname = ANY ($1::text[]))
    AND m.oid <> 10 AND m.rolname <> current_user AND m.rolname !~ '^rds'
  ORDER BY 1, 2, 3`;

/** Groups by member, as declared. */
export type Memberships = Readonly<Record<string, readonly string[]>>;

/** Where rows differ from what is declared, in words, e.g. `mcp_app is a member of mcp_owner, not declared`. */
export function describeMemberships(declared: Memberships, rows: readonly MembershipRow[]): string[] {
  const missing = pairs(declared).flatMap(([member, group]) => {
    const held = rows.filter((row) => row.member === member && row.group === group);
    if (held.length === 0) return [`${member} is no member of ${group}`];
    return [
      ...(held.some(({ admin }) => admin) ? [`${member} may pass on ${group} (ADMIN)`] : []),
      ...(held.some(({ inherit }) => inherit) ? [] : [`${member} does not inherit from ${group} (INHERIT)`]),
      ...(held.some(({ set }) => set) ? [] : [`${member} may not SET ROLE ${group} (SET)`]),
    ];
  });
  const excess = undeclared(declared, rows).map(
    ({ member, group }) => `${member} is a member of ${group}, which is not declared`,
  );
  return [...missing, ...new Set(excess)];
}

/** GRANT and REVOKE statements that make rows what is declared: with INHERIT and SET, without ADMIN. */
export function membershipStatements(declared: Memberships, rows: readonly MembershipRow[]): string[] {
  const revoked = undeclared(declared, rows).map((row) => revoke("", row));
  const mended = pairs(declared).flatMap(([member, group]) => {
    const held = rows.filter((row) => row.member === member && row.group === group);
    const complete = held.some(({ inherit }) => inherit) && held.some(({ set }) => set);
    return [
      ...held.filter(({ admin }) => admin).map((row) => revoke("ADMIN OPTION FOR ", row)),
      ...(complete
        ? []
        : [`GRANT ${quoteName(group)} TO ${quoteName(member)} WITH INHERIT TRUE, SET TRUE, ADMIN FALSE`]),
    ];
  });
  return [...revoked, ...mended];
}

/** What a member passed on goes with it. */
function revoke(option: string, { member, group, grantor }: MembershipRow): string {
  return `REVOKE ${option}${quoteName(group)} FROM ${quoteName(member)} GRANTED BY ${quoteName(grantor)} CASCADE`;
}

function pairs(declared: Memberships): [string, string][] {
  return Object.entries(declared).flatMap(([member, groups]) =>
    groups.map((group): [string, string] => [member, group]),
  );
}

function undeclared(declared: Memberships, rows: readonly MembershipRow[]): MembershipRow[] {
  return rows.filter(({ member, group }) => !declared[member]?.includes(group));
}
