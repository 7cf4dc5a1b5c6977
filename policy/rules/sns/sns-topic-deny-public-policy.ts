import { eachResource } from "../../checks/each-resource.ts";
import { mustNotAllowAnybody } from "../../checks/wildcard-principal.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const snsTopicDenyPublicPolicy = eachResource({
  id: "sns-topic-deny-public-policy",
  title: "Topics are not anybody's to publish to",
  controls: [...securityHub("SNS.4"), ...checkov("CKV_AWS_169")],
  severity: "mandatory",
  of: [types.topic, types.topicPolicy],
  check: (topic) =>
    mustNotAllowAnybody(
      topic,
      "policy",
      "Name the services that may publish, with the account as a condition.",
    ),
});
