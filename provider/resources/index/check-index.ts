import type { IndexDefinition, IndexMethod } from "../../../model/index-definition.ts";
import { nearest } from "../../../settings/nearest.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { checkFeatures } from "./checks/check-features.ts";
import { checkKeys } from "./checks/check-keys.ts";
import { checkOptions } from "./checks/check-options.ts";
import { methodFacts } from "./checks/method-facts.ts";

/** What can be said of a declared index without a server. */
export function checkIndex(inputs: Properties): CheckFailure[] {
  if (hasUnknown(inputs)) return [];
  const index = inputs as unknown as IndexDefinition;
  const { method = "btree" } = index;
  if (!(method in methodFacts)) return [{ property: "method", reason: noMethod(method) }];
  const failures = [
    ...checkName("name", index.name),
    ...checkName("table", index.table),
    ...checkName("tablespace", index.tablespace),
    ...checkKeys(index, method),
    ...checkFeatures(index, method),
    ...checkOptions(index.with ?? {}, method),
  ];
  if (String(inputs.schema).includes("."))
    failures.push({ property: "schema", reason: "holds a dot, which ends the schema in the index's id" });
  return failures;
}

function noMethod(method: IndexMethod): string {
  const methods = Object.keys(methodFacts);
  const near = nearest(method, methods);
  return `"${method}" is none of ${methods.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
}
