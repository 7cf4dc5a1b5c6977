import type { DatabaseModel } from "../../../model/database-model.ts";
import { temporaryMakers } from "../../../model/temporary-makers.ts";
import type { PlaceGrant } from "../../../sql/access/read-place-grants.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Privileges on the database itself, on schema public, and on the schema where pgstack keeps its books. */
export function checkDatabase(
  model: DatabaseModel,
  { places, session, schemas, roles }: AccessFacts,
): AccessFinding[] {
  const wanted = wantedOn(model, session.database).filter(
    ({ kind, name }) => kind === "DATABASE" || schemas.some((schema) => schema.name === name),
  );
  const own = new Set([...roles.filter((role) => role.own).map(({ name }) => name), session.user]);
  const looked = new Set(["public", "pgstack"]);
  const held = places.filter(({ kind, name }) => kind === "DATABASE" || looked.has(name));
  return [
    ...wanted
      .filter((one) => !held.some((other) => same(one, other)))
      .map((grant) => finding(grant, "lacks")),
    ...held
      .filter(({ grantee }) => !own.has(grantee))
      .filter((one) => one.grantable || !wanted.some((other) => same(one, other)))
      .map((grant) => finding(grant, "has")),
  ];
}

/** What is declared, and what is the default where nothing is. */
function wantedOn(model: DatabaseModel, database: string): PlaceGrant[] {
  const on = (kind: PlaceGrant["kind"], name: string, grantees: readonly string[], privilege: string) =>
    grantees.map((grantee) => ({ kind, name, grantee, privilege, grantable: false }));
  const { access: { publicSchema = "everybody" } = {}, roles } = model;
  const logins = roles.filter(({ login }) => login).map(({ name }) => name);
  return [
    ...on("DATABASE", database, logins, "CONNECT"),
    ...on("DATABASE", database, temporaryMakers(model), "TEMPORARY"),
    ...on("SCHEMA", "public", publicSchema === "everybody" ? ["PUBLIC"] : publicSchema, "USAGE"),
  ];
}

function finding(
  { kind, name, grantee, privilege, grantable }: PlaceGrant,
  verb: "lacks" | "has",
): AccessFinding {
  const where = `${kind.toLowerCase()} ${name}`;
  const on = `${privilege} ON ${kind} ${quoteName(name)}`;
  const who = grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee);
  const option = grantable ? " WITH GRANT OPTION" : "";
  const [nothing, it] = ["nothing", `${privilege}${option}`];
  return {
    key: `privilege/${kind.toLowerCase()}/${name}/${grantee}/${verb}/${privilege}`,
    severity: verb === "has" ? "high" : "medium",
    where,
    what: verb === "has" ? `${grantee} has ${it}, which is not declared` : `${grantee} lacks ${it}`,
    expected: verb === "has" ? nothing : it,
    actual: verb === "has" ? it : nothing,
    mender: "fix",
    sql: [verb === "has" ? `REVOKE ${on} FROM ${who} CASCADE` : `GRANT ${on} TO ${who}`],
  };
}

function same(one: PlaceGrant, other: PlaceGrant): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.grantee === other.grantee &&
    one.privilege === other.privilege
  );
}
