import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudtrailTrailRequireTopic = eachResource({
  id: "cloudtrail-trail-require-topic",
  title: "Somebody is told of new files of trails",
  controls: checkov("CKV_AWS_252"),
  severity: "advisory",
  of: [types.trail],
  check: (trail) => mustBeGiven(trail, "snsTopicName", "Name a topic, or write down why nobody needs one."),
});
