import type { DatabaseModel } from "../../../model/database-model.ts";
import type { MembershipFact } from "../../../sql/access/read-memberships.ts";
import { quoteName } from "../../../sql/quote.ts";
import { grantMembership } from "../../../sql/role/grant-membership.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

const options = "INHERIT TRUE, SET TRUE, ADMIN FALSE";

/**
 * Memberships that are missing, that nobody declared, or that have other options. Of the server's own roles those alone in a
 * declared one; the administrator is a member of the roles it made.
 */
export function checkMemberships(model: DatabaseModel, facts: AccessFacts): AccessFinding[] {
  const { session, roles } = facts;
  const declared = new Set(model.roles.map(({ name }) => name));
  const own = new Set(roles.filter((role) => role.own).map(({ name }) => name));
  const there = new Set(roles.map(({ name }) => name));
  const wanted = new Set(
    model.roles.flatMap(({ name, memberOf = [] }) => memberOf.map((group) => pair(group, name))),
  );
  const held = Map.groupBy(
    facts.memberships.filter(
      ({ role, member }) => member !== session.user && (!own.has(member) || declared.has(role)),
    ),
    ({ role, member }) => pair(role, member),
  );
  const lacking = [...wanted]
    .filter((key) => !held.has(key))
    .map((key) => key.split("\0") as [string, string])
    .filter(([role, member]) => there.has(role) && there.has(member))
    .map(([role, member]) => lacks(role, member));
  const differing = [...held].flatMap(([key, grants]) => {
    const [role = "", member = ""] = key.split("\0");
    const actual = optionsOf(grants);
    if (wanted.has(key)) return actual === options ? [] : [changed(role, member, actual, grants, session)];
    return [excess(role, member, actual, grants, session)];
  });
  return [...lacking, ...differing];
}

function lacks(role: string, member: string): AccessFinding {
  return {
    key: `membership/${role}/${member}/lacks`,
    severity: "medium",
    where: `role ${member}`,
    what: `is no member of ${role}`,
    expected: `a member of ${role}, ${options}`,
    actual: "no member",
    mender: "fix",
    sql: [grantMembership(role, member)],
  };
}

type Session = AccessFacts["session"];

function excess(
  role: string,
  member: string,
  actual: string,
  grants: readonly MembershipFact[],
  session: Session,
): AccessFinding {
  return {
    key: `membership/${role}/${member}/has`,
    severity: "high",
    where: `role ${member}`,
    what: `is a member of ${role}, which is not declared`,
    expected: "no member",
    actual: `a member, ${actual}`,
    mender: menderOf(grants, session),
    sql: grants.map((grant) => revoke(grant, session)),
  };
}

function changed(
  role: string,
  member: string,
  actual: string,
  grants: readonly MembershipFact[],
  session: Session,
): AccessFinding {
  const passing = grants.filter(({ admin }) => admin);
  const uses = actual.startsWith("INHERIT TRUE, SET TRUE");
  return {
    key: `membership/${role}/${member}/options`,
    severity: passing.length > 0 ? "high" : "medium",
    where: `role ${member}`,
    what: `is a member of ${role} with ${actual}, declared is ${options}`,
    expected: options,
    actual,
    mender: menderOf(passing, session),
    sql: [
      ...passing.map((grant) => revoke(grant, session, "ADMIN OPTION FOR ")),
      ...(uses ? [] : [grantMembership(role, member)]),
    ],
  };
}

/** What all grants of a membership come to. */
function optionsOf(grants: readonly MembershipFact[]): string {
  const any = (option: "inherit" | "set" | "admin") =>
    `${option.toUpperCase()} ${grants.some((grant) => grant[option]) ? "TRUE" : "FALSE"}`;
  return [any("inherit"), any("set"), any("admin")].join(", ");
}

/** A grant is taken away by who gave it, or in its name. */
function revoke({ role, member, grantor }: MembershipFact, { user }: Session, option = ""): string {
  const by = grantor === user ? "" : ` GRANTED BY ${quoteName(grantor)}`;
  return `REVOKE ${option}${quoteName(role)} FROM ${quoteName(member)}${by} CASCADE`;
}

function menderOf(grants: readonly MembershipFact[], { superuser }: Session): AccessFinding["mender"] {
  return !superuser && grants.some((grant) => grant.grantor_is_superuser) ? "superuser" : "fix";
}

function pair(role: string, member: string): string {
  return `${role}\0${member}`;
}
