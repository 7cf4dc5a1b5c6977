import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { parametersOf } from "../../reading/parameters.ts";
import { types } from "../../resource-types.ts";

export const rdsServerRequireStatementLog = eachResource({
  id: "rds-server-require-statement-log",
  title: "Servers log statements that change tables, and slow ones",
  controls: checkov("CKV2_AWS_30", "CKV2_AWS_27"),
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server, plan) => {
    const { group, values } = parametersOf(plan, server);
    if (group === "not known") return notKnown("its parameter group");
    const missing = ["log_statement", "log_min_duration_statement"].filter((name) => !values.has(name));
    if (missing.length > 0)
      return fail(`${missing.join(" and ")} not set`, `Set ${missing.join(" and ")} in its parameter group.`);
    return pass("log_statement and log_min_duration_statement are set");
  },
});
