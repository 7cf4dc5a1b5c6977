import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const cloudwatchAlarmRequireEnabledActions = eachResource({
  id: "cloudwatch-alarm-require-enabled-actions",
  title: "Alarms may act",
  controls: [...securityHub("CloudWatch.17"), ...checkov("CKV_AWS_319")],
  severity: "mandatory",
  of: [types.alarm, types.compositeAlarm],
  check: (alarm) => mustBeTrue(alarm, "actionsEnabled", "Set actionsEnabled to true.", true),
});
