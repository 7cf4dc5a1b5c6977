import type { DatabaseModel } from "../../../model/database-model.ts";
import type { SettingValue } from "../../../model/role-settings.ts";
import type { SettingFact } from "../../../sql/access/read-settings.ts";
import { quoteName } from "../../../sql/quote.ts";
import { isSetting, quoteParameter, settingConstants } from "../../../sql/role/setting-text.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/**
 * What sessions begin with: of declared roles, in this database and in all, and of every role. The administrator's settings are
 * `AdminRole`'s to keep.
 */
export function checkSettings(
  model: DatabaseModel,
  { settings, session, roles }: AccessFacts,
): AccessFinding[] {
  const there = new Set(roles.map(({ name }) => name));
  const declared = new Map(model.roles.map((role) => [role.name, role.settings ?? {}]));
  const wrong = [...declared]
    .filter(([role]) => there.has(role))
    .flatMap(([role, wanted]) =>
      Object.entries(wanted).flatMap(([name, value]) => {
        const fact = settings.find((each) => each.role === role && each.in_database && same(each.name, name));
        if (value === undefined || (fact !== undefined && isSetting(name, value, fact.value))) return [];
        return [differing({ role, name, value }, fact?.value, session.database)];
      }),
    );
  const excess = settings
    .filter(({ role }) => role === null || declared.has(role))
    .filter(({ role, in_database, name }) => {
      const wanted = in_database && role !== null ? Object.keys(declared.get(role) ?? {}) : [];
      return !wanted.some((parameter) => same(parameter, name));
    })
    .map((fact) => undeclared(fact, session));
  return [...wrong, ...excess];
}

interface Wanted {
  readonly role: string;
  readonly name: string;
  readonly value: SettingValue;
}

function differing(
  { role, name, value }: Wanted,
  actual: string | undefined,
  database: string,
): AccessFinding {
  const expected = Array.isArray(value) ? value.join(", ") : String(value);
  return {
    key: `setting/${role}/database/${name}`,
    severity: "medium",
    where: `role ${role} in database ${database}`,
    what: `begins with ${name} = ${actual ?? "the server's own"}, declared is ${expected}`,
    expected,
    actual: actual ?? "the server's own",
    mender: "fix",
    sql: [
      `${subject({ role, in_database: true }, database)} SET ${quoteParameter(name)} TO ${settingConstants(name, value)}`,
    ],
  };
}

function undeclared(fact: SettingFact, { database, superuser }: AccessFacts["session"]): AccessFinding {
  const { role, in_database, name, value } = fact;
  const who = role === null ? "every role" : `role ${role}`;
  return {
    key: `setting/${role ?? "ALL"}/${in_database ? "database" : "everywhere"}/${name}`,
    severity: "medium",
    where: in_database ? `${who} in database ${database}` : who,
    what: `begins with ${name} = ${value}, which is not declared`,
    expected: "the server's own",
    actual: value,
    mender: role === null && !in_database && !superuser ? "superuser" : "fix",
    sql: [`${subject(fact, database)} RESET ${quoteParameter(name)}`],
  };
}

/** The beginning of the statement that changes it. */
function subject({ role, in_database }: Pick<SettingFact, "role" | "in_database">, database: string): string {
  if (role === null && in_database) return `ALTER DATABASE ${quoteName(database)}`;
  const who = `ALTER ROLE ${role === null ? "ALL" : quoteName(role)}`;
  return in_database ? `${who} IN DATABASE ${quoteName(database)}` : who;
}

/** PostgreSQL keeps a parameter's name as it was written. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
