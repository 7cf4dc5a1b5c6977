import { eachResource } from "../../checks/each-resource.ts";
import { mustBeGiven } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { pass } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const cloudwatchAlarmRequireActions = eachResource({
  id: "cloudwatch-alarm-require-actions",
  title: "Alarms tell somebody",
  controls: securityHub("CloudWatch.15"),
  severity: "advisory",
  of: [types.alarm, types.compositeAlarm],
  check: (alarm, plan) => {
    const within = plan.resources.find(
      ({ type, propertyDependencies }) =>
        type === types.compositeAlarm && (propertyDependencies.alarmRule ?? []).includes(alarm.urn),
    );
    return within === undefined
      ? mustBeGiven(alarm, "alarmActions", "Name the topic that it tells.")
      : pass(`${within.name} tells of it`);
  },
});
