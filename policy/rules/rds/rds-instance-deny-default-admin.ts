import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { isReplica } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceDenyDefaultAdmin = eachResource({
  id: "rds-instance-deny-default-admin",
  title: "Administrators of instances have a name of their own",
  controls: securityHub("RDS.25"),
  severity: "mandatory",
  of: [types.instance],
  check: (instance) =>
    isReplica(instance)
      ? notApplicable("a replica has its source's administrator")
      : mustBe(instance, "username", {
          accepts: (user) => !["postgres", "admin"].includes(String(user)),
          wanted: "a name of your own",
          mend: "Set pgstack:adminUser to another name.",
        }),
});
