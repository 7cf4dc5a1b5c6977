import { eventSubscription } from "../../checks/event-subscription.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSubscriptionRequireInstanceEvents = eventSubscription({
  id: "rds-subscription-require-instance-events",
  title: "Somebody is told of critical events of instances",
  controls: securityHub("RDS.20"),
  severity: "mandatory",
  sourceType: "db-instance",
  categories: ["maintenance", "configuration change", "failure"],
  when: [types.instance, types.clusterInstance],
});
