import { creatorsOf } from "../../../model/creators-of.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import type { OwnedObject } from "../../../sql/access/read-owners.ts";
import { quoteName, quoteQualified } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Declared schemas that are missing or somebody else's, and objects in them that belong to nobody who may make some there. */
export function checkOwners(
  model: DatabaseModel,
  { schemas, objects, session }: AccessFacts,
): AccessFinding[] {
  const found = new Map(schemas.map((schema) => [schema.name, schema]));
  const inSchema = Map.groupBy(objects, ({ schema }) => schema);
  return model.schemas.flatMap((schema) => {
    const fact = found.get(schema.name);
    if (fact === undefined) return [missing(schema.name)];
    const mayOwn = new Set([schema.owner, ...creatorsOf(schema, model.roles, session.user)]);
    return [
      ...(fact.owner === schema.owner ? [] : [schemaOwner(schema.name, schema.owner, fact.owner)]),
      ...(inSchema.get(schema.name) ?? [])
        .filter(({ owner }) => !mayOwn.has(owner))
        .map((object) => objectOwner(object, schema.owner)),
    ];
  });
}

function missing(name: string): AccessFinding {
  return {
    key: `schema/${name}/missing`,
    severity: "medium",
    where: `schema ${name}`,
    what: "is declared and not there",
    expected: "there",
    actual: "missing",
    mender: "up",
    sql: [],
  };
}

function schemaOwner(name: string, expected: string, actual: string): AccessFinding {
  return {
    key: `owner/schema/${name}`,
    severity: "high",
    where: `schema ${name}`,
    what: `belongs to ${actual}, declared is ${expected}`,
    expected,
    actual,
    mender: "fix",
    sql: [`ALTER SCHEMA ${quoteName(name)} OWNER TO ${quoteName(expected)}`],
  };
}

function objectOwner(object: OwnedObject, expected: string): AccessFinding {
  const { kind, schema, name, owner: actual, definer } = object;
  const target = `${kind} ${objectName(object)}`;
  return {
    key: `owner/${kind.toLowerCase()}/${schema}.${name}`,
    severity: "high",
    where: `${kind.toLowerCase()} ${schema}.${name}`,
    what: `belongs to ${actual}, declared is ${expected}`,
    expected,
    actual,
    mender: "fix",
    // It would run with the new owner's rights what somebody else wrote.
    sql: [
      ...(definer ? [`ALTER ${target} SECURITY INVOKER`] : []),
      `ALTER ${target} OWNER TO ${quoteName(expected)}`,
    ],
    fold: { group: `owner ${schema} ${kind} ${actual}`, many: `${kind.toLowerCase()}s of ${schema}` },
  };
}

/** A routine's name comes from the catalog as SQL has it. */
function objectName({ kind, schema, name }: OwnedObject): string {
  return kind === "FUNCTION" || kind === "PROCEDURE" || kind === "AGGREGATE"
    ? `${quoteName(schema)}.${name}`
    : quoteQualified(schema, name);
}
