import { fail, pass, unknown, type Verdict } from "../finding.ts";
import type { PlannedResource } from "../planned-resource.ts";
import { iamStatements } from "../reading/iam-document.ts";
import { given } from "../reading/known.ts";

/** A resource's policy lets nobody in by `*`, unless under a condition. Absent: AWS's own lets the account in alone. */
export function mustNotAllowAnybody(resource: PlannedResource, property: string, mend: string): Verdict {
  if (given(resource, property) === undefined) return pass(`${property} is not set: the account's own alone`);
  const statements = iamStatements(resource.inputs[property]);
  if (statements === undefined) return unknown(`${property} cannot be read before it is made`);
  const open = statements.some(
    ({ allows, principals, condition }) => allows && principals.includes("*") && condition === undefined,
  );
  return open
    ? fail(`${property} allows principal * without a condition`, mend)
    : pass(`${property} allows named principals alone`);
}
