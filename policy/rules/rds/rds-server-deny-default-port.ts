import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { given } from "../../reading/known.ts";
import { isReplica, sourceOf } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsServerDenyDefaultPort = eachResource({
  id: "rds-server-deny-default-port",
  title: "Servers listen on another port than PostgreSQL's usual one",
  controls: securityHub("RDS.23"),
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server, plan) => {
    // A replica listens on its source's port ("CreateDBInstanceReadReplica", 2026-11).
    const source = isReplica(server) ? sourceOf(plan, server) : undefined;
    const inherits = source !== undefined && given(server, "port") === undefined;
    return mustBe(inherits ? source : server, "port", {
      accepts: (port) => Number(port) !== 5432,
      wanted: "another port",
      mend: "Set pgstack:databasePort to another port.",
      byDefault: 5432,
    });
  },
});
