import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const logsGroupRequireYear = eachResource({
  id: "logs-group-require-year",
  title: "Logs are kept for a year or more",
  controls: [...securityHub("CloudWatch.16"), ...checkov("CKV_AWS_338")],
  severity: "mandatory",
  of: [types.logGroup],
  check: (group) =>
    mustBe(group, "retentionInDays", {
      accepts: (days) => Number(days) === 0 || Number(days) >= 365,
      wanted: "365 days or more",
      mend: "Set pgstack:logRetention to 365.",
      // Without one CloudWatch keeps logs for ever.
      byDefault: 0,
    }),
});
