import { creatorsOf } from "../../../model/creators-of.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import type { DefaultFact } from "../../../sql/access/read-default-acls.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Sorts whose defaults in declared schemas are compared with its grants: see `privileges.ts`. */
const declaredSorts: readonly DefaultFact["sort"][] = ["TABLES", "SEQUENCES", "FUNCTIONS"];

/** Default privileges that nobody declared: of types and schemas, outside declared schemas, and of roles that are no creators. */
export function checkDefaults(
  model: DatabaseModel,
  { defaults, session, roles }: AccessFacts,
): AccessFinding[] {
  const own = new Set([...roles.filter((role) => role.own).map(({ name }) => name), session.user]);
  const schemas = new Set(model.schemas.map(({ name }) => name));
  const declared = new Set(model.roles.map(({ name }) => name));
  const creators = new Set(model.schemas.flatMap((schema) => creatorsOf(schema, model.roles, session.user)));
  const compared = ({ sort, schema, creator }: DefaultFact) =>
    declaredSorts.includes(sort) &&
    (schema === null
      ? creators.has(creator)
      : schemas.has(schema) && (declared.has(creator) || creator === session.user));
  return defaults.filter((fact) => !own.has(fact.grantee) && !compared(fact)).map(excess);
}

function excess({ creator, schema, sort, grantee, privilege, grantable }: DefaultFact): AccessFinding {
  const place = schema === null ? "any schema" : `schema ${schema}`;
  const within = schema === null ? "" : ` IN SCHEMA ${quoteName(schema)}`;
  const who = grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee);
  const it = `${privilege}${grantable ? " WITH GRANT OPTION" : ""}`;
  return {
    key: `default/${sort.toLowerCase()}/${creator}/${schema ?? "*"}/${grantee}/has/${privilege}`,
    severity: "high",
    where: `future ${sort.toLowerCase()} of ${creator} in ${place}`,
    what: `${grantee} will have ${it}, which is not declared`,
    expected: "nothing",
    actual: it,
    mender: "fix",
    sql: [
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteName(creator)}${within} REVOKE ${privilege} ON ${sort} FROM ${who} CASCADE`,
    ],
  };
}
