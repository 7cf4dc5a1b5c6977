import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudtrailTrailRequireCloudwatch = eachResource({
  id: "cloudtrail-trail-require-cloudwatch",
  title: "Trails go to CloudWatch, where alarms can see them",
  controls: [...securityHub("CloudTrail.5"), ...checkov("CKV2_AWS_10")],
  severity: "mandatory",
  of: [types.trail],
  check: (trail) => mustBeGiven(trail, "cloudWatchLogsGroupArn", "Send the trail to a log group."),
});
