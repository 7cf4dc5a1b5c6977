import type { DatabaseModel } from "../../../model/database-model.ts";
import type { Role } from "../../../model/role.ts";
import type { RoleFact } from "../../../sql/access/read-roles.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding, Severity } from "../access-finding.ts";

/** Attributes that nobody is declared with; the first three are a superuser's to give and to take. */
const attributes: readonly (readonly [keyof RoleFact, string, Severity])[] = [
  ["superuser", "SUPERUSER", "high"],
  ["bypassrls", "BYPASSRLS", "high"],
  ["replication", "REPLICATION", "high"],
  ["createrole", "CREATEROLE", "high"],
  ["createdb", "CREATEDB", "high"],
];
const superusersOwn = ["SUPERUSER", "BYPASSRLS", "REPLICATION"];

/** Declared roles that are missing, or that have another attribute than is declared. */
export function checkRoles(model: DatabaseModel, facts: AccessFacts): AccessFinding[] {
  const found = new Map(facts.roles.map((role) => [role.name, role]));
  return model.roles.flatMap((role) => {
    const fact = found.get(role.name);
    return fact === undefined ? [missing(role)] : differences(role, fact, facts.session.superuser);
  });
}

function missing({ name }: Role): AccessFinding {
  return {
    key: `role/${name}/missing`,
    severity: "medium",
    where: `role ${name}`,
    what: "is declared and not there",
    expected: "there",
    actual: "missing",
    mender: "up",
    sql: [],
  };
}

function differences(role: Role, fact: RoleFact, bySuperuser: boolean): AccessFinding[] {
  const name = quoteName(role.name);
  const finding = (
    attribute: string,
    severity: Severity,
    expected: string,
    actual: string,
    to: string,
  ): AccessFinding => ({
    key: `role/${role.name}/${attribute}`,
    severity,
    where: `role ${role.name}`,
    what: `is ${actual}, declared is ${expected}`,
    expected,
    actual,
    // Of a superuser, nobody else may change anything.
    mender: bySuperuser || !(fact.superuser || superusersOwn.includes(attribute)) ? "fix" : "up",
    sql: [`ALTER ROLE ${name} ${to}`],
  });
  const excess = attributes
    .filter(([column]) => fact[column] === true)
    .map(([, word, severity]) => finding(word, severity, `NO${word}`, word, `NO${word}`));
  const declared = role.login ?? false;
  const limit = role.connectionLimit ?? -1;
  const login = (may: boolean) => (may ? "LOGIN" : "NOLOGIN");
  const limited = (count: number) => `CONNECTION LIMIT ${count}`;
  return [
    ...excess,
    ...(fact.login === declared
      ? []
      : [
          finding("LOGIN", declared ? "medium" : "high", login(declared), login(fact.login), login(declared)),
        ]),
    ...(fact.inherit ? [] : [finding("INHERIT", "medium", "INHERIT", "NOINHERIT", "INHERIT")]),
    ...(fact.connection_limit === limit
      ? []
      : [
          finding(
            "CONNECTION LIMIT",
            "medium",
            limited(limit),
            limited(fact.connection_limit),
            limited(limit),
          ),
        ]),
    ...(fact.valid_until === null
      ? []
      : [
          finding(
            "VALID UNTIL",
            "medium",
            "VALID UNTIL 'infinity'",
            `VALID UNTIL '${fact.valid_until}'`,
            "VALID UNTIL 'infinity'",
          ),
        ]),
  ];
}
