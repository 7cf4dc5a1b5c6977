import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudtrailTrailRequireValidation = eachResource({
  id: "cloudtrail-trail-require-validation",
  title: "Files of trails are signed",
  controls: [...securityHub("CloudTrail.4"), ...checkov("CKV_AWS_36")],
  severity: "mandatory",
  of: [types.trail],
  check: (trail) => mustBeTrue(trail, "enableLogFileValidation", "Set enableLogFileValidation to true."),
});
