import type { DatabaseModel } from "../../../model/database-model.ts";
import type { OwnedObject } from "../../../sql/access/read-owners.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Where migrations and demo data are remembered. */
const bookkeeping = "pgstack";

/** Schemas that nobody declared, and objects in schema public. An empty schema goes; what is in one is a person's to decide. */
export function checkUndeclaredSchemas(
  model: DatabaseModel,
  { schemas, objects }: AccessFacts,
): AccessFinding[] {
  const declared = new Set([
    bookkeeping,
    "public",
    ...model.schemas.map(({ name }) => name),
    ...model.extensions.flatMap(({ schema }) => schema ?? []),
  ]);
  const undeclared = schemas.filter(({ name, of_extension }) => !declared.has(name) && !of_extension);
  return [
    ...undeclared.map(({ name, owner, objects: inside }): AccessFinding => {
      const actual = `${owner}'s, with ${count(inside)} inside`;
      return {
        key: `schema/${name}/undeclared`,
        severity: "medium",
        where: `schema ${name}`,
        what: `is not declared: ${actual}`,
        expected: "no such schema",
        actual,
        mender: inside === 0 ? "fix" : "hand",
        sql: [`DROP SCHEMA ${quoteName(name)}${inside === 0 ? "" : " CASCADE"}`],
      };
    }),
    ...objects.filter(({ schema }) => schema === "public").map(inPublic),
  ];
}

function inPublic({ kind, name, owner }: OwnedObject): AccessFinding {
  const sort = kind.toLowerCase();
  const routine = kind === "FUNCTION" || kind === "PROCEDURE" || kind === "AGGREGATE";
  return {
    key: `public/${sort}/${name}`,
    severity: "low",
    where: `${sort} public.${name}`,
    what: `is in schema public, and is ${owner}'s`,
    expected: "objects in declared schemas",
    actual: "in schema public",
    mender: "hand",
    sql: [`DROP ${kind} public.${routine ? name : quoteName(name)}`],
    fold: { group: `public ${kind} ${owner}`, many: `${sort}s of public` },
  };
}

function count(objects: number): string {
  return objects === 0 ? "nothing" : `${objects} ${objects === 1 ? "object" : "objects"}`;
}
