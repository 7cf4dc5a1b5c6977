import { isDeepStrictEqual } from "node:util";
import type { IndexDefinition, IndexKey, IndexMethod } from "../../../../model/index-definition.ts";
import { nearest } from "../../../../settings/nearest.ts";
import { parseQualified } from "../../../../sql/qualified-name.ts";
import { checkName } from "../../../check-name.ts";
import type { CheckFailure } from "../../../resource-handler.ts";
import { checkOpclass } from "./check-opclass.ts";
import { maxColumns, methodFacts, methodsWith } from "./method-facts.ts";

/** What a key can say, and the values where there are few. */
const fields: Readonly<Record<keyof IndexKey, readonly string[]>> = {
  column: [],
  expression: [],
  collation: [],
  opclass: [],
  opclassParameters: [],
  order: ["asc", "desc"],
  nulls: ["first", "last"],
};

/** What is wrong with the keys of an index, each and all together. */
export function checkKeys({ keys, include = [] }: IndexDefinition, method: IndexMethod): CheckFailure[] {
  const failures: CheckFailure[] = keys.flatMap((key, at) => [
    ...checkFields(`keys[${at}]`, key),
    ...checkKey(`keys[${at}]`, key, method),
    ...repeats(keys, at),
  ]);
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  if (keys.length === 0) fail("keys", "is empty");
  if (keys.length > 1 && !methodFacts[method].multicolumn) {
    fail("keys", `an index of method ${method} has one key; several are for ${methodsWith("multicolumn")}`);
  }
  if (keys.length + include.length > maxColumns) {
    const all = keys.length + include.length;
    fail("keys", `with include there are ${all} columns; PostgreSQL's indexes have ${maxColumns} at most`);
  }
  return failures;
}

function checkFields(property: string, key: IndexKey): CheckFailure[] {
  const names = Object.keys(fields);
  return Object.entries(key).flatMap(([field, value]) => {
    const values = fields[field as keyof IndexKey];
    if (values === undefined) {
      const near = nearest(field, names);
      const hint = near === undefined ? "" : `; did you mean ${near}?`;
      return [{ property, reason: `"${field}" is none of ${names.join(", ")}${hint}` }];
    }
    if (values.length === 0 || values.includes(value as string)) return [];
    return [{ property, reason: `${field} "${String(value)}" is none of ${values.join(", ")}` }];
  });
}

function checkKey(property: string, key: IndexKey, method: IndexMethod): CheckFailure[] {
  const failures = [...checkName(property, key.column), ...checkOpclass(property, key, method)];
  const fail = (reason: string) => failures.push({ property, reason });
  if ((key.column === undefined) === (key.expression === undefined)) {
    fail("has either a column or an expression");
  }
  if (key.expression?.trim() === "") fail("has an empty expression");
  if ((key.order !== undefined || key.nulls !== undefined) && !methodFacts[method].order) {
    fail(`an index of method ${method} has no order; only ${methodsWith("order")} has`);
  }
  for (const part of ["collation", "opclass"] as const) {
    const reason = misnamed(key[part]);
    if (reason !== undefined) fail(`${part} ${reason}`);
  }
  if (key.opclassParameters !== undefined && key.opclass === undefined) {
    fail("has opclassParameters and no opclass: give the class that they are of");
  }
  return failures;
}

function misnamed(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    parseQualified(text);
    return undefined;
  } catch {
    return `"${text}" is neither a name nor schema.name; a name that holds a dot is put in double quotes`;
  }
}

function repeats(keys: readonly IndexKey[], at: number): CheckFailure[] {
  const first = keys.findIndex((key) => isDeepStrictEqual(searched(key), searched(keys[at] as IndexKey)));
  return first === at ? [] : [{ property: `keys[${at}]`, reason: `repeats keys[${first}]: leave one out` }];
}

/** A key without its order, which searches nothing else. */
function searched({ column, expression, collation, opclass }: IndexKey): unknown {
  return [column, expression, collation, opclass];
}
