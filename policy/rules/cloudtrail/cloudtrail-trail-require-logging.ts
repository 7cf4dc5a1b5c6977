import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudtrailTrailRequireLogging = eachResource({
  id: "cloudtrail-trail-require-logging",
  title: "Trails are switched on",
  controls: checkov("CKV_AWS_251"),
  severity: "mandatory",
  of: [types.trail],
  check: (trail) => mustBeTrue(trail, "enableLogging", "Set enableLogging to true.", true),
});
