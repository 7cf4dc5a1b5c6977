import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { isHidden, shown } from "../../reading/known.ts";
import { parametersOf } from "../../reading/parameters.ts";
import { types } from "../../resource-types.ts";

export const rdsServerRequireTls = eachResource({
  id: "rds-server-require-tls",
  title: "Servers refuse connections without TLS",
  controls: [...securityHub("RDS.38"), ...checkov("CKV2_AWS_69")],
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server, plan) => {
    const { group, values } = parametersOf(plan, server);
    if (group === "not known") return notKnown("its parameter group");
    const value = values.get("rds.force_ssl");
    if (isHidden(value)) return notKnown("rds.force_ssl");
    if (value !== undefined)
      return String(value) === "1"
        ? pass("rds.force_ssl is 1")
        : fail(`rds.force_ssl is ${shown(value)}`, "Set the parameter rds.force_ssl to 1.");
    // AWS's default differs by version and between RDS and Aurora: what is meant has to be written.
    return fail("rds.force_ssl is not set", "Give it a parameter group with rds.force_ssl set to 1.");
  },
});
