import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudtrailTrailRequireAllRegions = eachResource({
  id: "cloudtrail-trail-require-all-regions",
  title: "Trails are of all regions",
  controls: [...securityHub("CloudTrail.1"), ...checkov("CKV_AWS_67")],
  severity: "mandatory",
  of: [types.trail],
  check: (trail) => mustBeTrue(trail, "isMultiRegionTrail", "Set isMultiRegionTrail to true."),
});
