import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { notApplicable } from "../../finding.ts";
import { isReplica } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsServerDenyExtendedSupport = eachResource({
  id: "rds-server-deny-extended-support",
  title: "Servers do not slip into Extended Support, which costs",
  controls: [],
  severity: "advisory",
  of: [types.instance, types.cluster],
  check: (server) =>
    isReplica(server)
      ? notApplicable("a replica has its source's")
      : mustBe(server, "engineLifecycleSupport", {
          accepts: (support) => support === "open-source-rds-extended-support-disabled",
          wanted: "open-source-rds-extended-support-disabled",
          mend: "Set engineLifecycleSupport to open-source-rds-extended-support-disabled when the server is made.",
          byDefault: "open-source-rds-extended-support",
        }),
});
