import { durationSeconds } from "../../../model/duration.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { hasUnknown, unknown } from "../../unknown.ts";

/** What can be said of a materialized view without a server. */
export function checkView({ schema, name, owner, query, key, maxAge }: Properties): CheckFailure[] {
  const failures = [...checkName("schema", schema), ...checkName("name", name), ...checkName("owner", owner)];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  if (typeof schema === "string" && schema.includes("."))
    fail("schema", "holds a dot, which ends the schema in the view's id");
  if (typeof query === "string" && query !== unknown && query.replace(/[\s;]+$/, "") === "")
    fail("query", "is empty");
  if (Array.isArray(key) && !hasUnknown(key)) {
    if (key.length === 0) fail("key", "names no column");
    if (new Set(key).size < key.length) fail("key", "names a column twice");
  }
  if (typeof maxAge === "string" && maxAge !== unknown && durationSeconds(maxAge) === undefined)
    fail("maxAge", `"${maxAge}" is no length of time such as 30s, 90min, 2h or 7d`);
  return failures;
}
