import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const snsTopicRequireKey = eachResource({
  id: "sns-topic-require-key",
  title: "Messages of topics are encrypted",
  controls: [...securityHub("SNS.1"), ...checkov("CKV_AWS_26")],
  severity: "mandatory",
  of: [types.topic],
  check: (topic) =>
    mustBeGiven(topic, "kmsMasterKeyId", "Set kmsMasterKeyId to a key that CloudWatch may use."),
});
