import { fail, pass, unknown, type Verdict } from "../finding.ts";
import type { PlannedResource } from "../planned-resource.ts";
import { iamStatements } from "../reading/iam-document.ts";
import { given, isHidden } from "../reading/known.ts";

/** A resource's policy lets nobody in by `*`, unless under a condition. Absent: AWS's own lets the account in alone. */
export function mustNotAllowAnybody(resource: PlannedResource, property: string, mend: string): Verdict {
  if (given(resource, property) === undefined) return pass(`${property} is not set: the account's own alone`);
  const statements = iamStatements(resource.inputs[property]);
  if (statements === undefined) return unknown(`${property} cannot be read before it is made`);
  const principals = statements
    .filter(({ allows, condition }) => allows && condition === undefined)
    .flatMap((statement) => statement.principals);
  if (principals.includes("*")) return fail(`${property} allows principal * without a condition`, mend);
  return principals.some(isHidden)
    ? unknown(`whom ${property} allows is known only when it is made`)
    : pass(`${property} allows named principals alone`);
}
