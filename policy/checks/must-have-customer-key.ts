import { fail, pass, type Verdict } from "../finding.ts";
import type { Plan, PlannedResource } from "../planned-resource.ts";
import { given, isHidden } from "../reading/known.ts";
import { linkOf } from "../reading/links.ts";
import { types } from "../resource-types.ts";
import { notKnown } from "./must-be.ts";

const keys = [types.key, types.replicaKey, types.keyAlias];

/** An input names a KMS key of the account's own, not one that AWS manages. */
export function mustHaveCustomerKey(
  resource: PlannedResource,
  property: string,
  plan: Plan,
  mend: string,
): Verdict {
  const value = given(resource, property);
  if (value === undefined) return fail(`${property} is not set: the key is AWS's`, mend);
  const [key] = linkOf(plan, resource, property, keys).to;
  if (key !== undefined) return pass(`${property} comes from ${key.name}`);
  if (isHidden(value)) return notKnown(property);
  return /(^|:)alias\/aws\//.test(String(value))
    ? fail(`${property} is ${String(value)}, a key of AWS's`, mend)
    : pass(`${property} is ${String(value)}`);
}
