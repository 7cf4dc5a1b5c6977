import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const logsGroupRequireRetention = eachResource({
  id: "logs-group-require-retention",
  title: "Logs end some day",
  controls: checkov("CKV_AWS_66"),
  severity: "mandatory",
  of: [types.logGroup],
  check: (group) =>
    mustBe(group, "retentionInDays", {
      accepts: (days) => Number(days) > 0,
      wanted: "a number of days",
      mend: "Set pgstack:logRetention.",
    }),
});
