import type { IndexDefinition, IndexMethod } from "../../../../model/index-definition.ts";
import { checkName } from "../../../check-name.ts";
import type { CheckFailure } from "../../../resource-handler.ts";
import { methodFacts, methodsWith } from "./method-facts.ts";

/** What the method of an index cannot do, or what says nothing. */
export function checkFeatures(index: IndexDefinition, method: IndexMethod): CheckFailure[] {
  const { keys, include = [], unique = false, nullsNotDistinct = false, where } = index;
  const can = methodFacts[method];
  const failures = include.flatMap((column) => checkName("include", column));
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  if (unique && !can.unique)
    fail("unique", `an index of method ${method} cannot be unique; only ${methodsWith("unique")} can`);
  if (nullsNotDistinct && !unique)
    fail("nullsNotDistinct", "is of a unique index alone: set unique, or leave it out");
  if (include.length > 0 && !can.include)
    fail("include", `an index of method ${method} carries no columns; ${methodsWith("include")} do`);
  for (const [at, column] of include.entries()) {
    if (include.indexOf(column) < at) fail("include", `names ${column} twice: leave one out`);
    // Other methods may keep less of a key than the column has.
    else if (method === "btree" && keys.some((key) => key.column === column))
      fail("include", `names ${column}, which is a key and so carried already: leave it out`);
  }
  if (where?.trim() === "") fail("where", "is empty: leave it out for an index of all rows");
  else if (/^\s*where\b/i.test(where ?? "")) fail("where", "begins with WHERE: leave that word out");
  return failures;
}
