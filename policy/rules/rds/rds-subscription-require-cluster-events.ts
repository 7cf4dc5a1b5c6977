import { eventSubscription } from "../../checks/event-subscription.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSubscriptionRequireClusterEvents = eventSubscription({
  id: "rds-subscription-require-cluster-events",
  title: "Somebody is told of critical events of clusters",
  controls: securityHub("RDS.19"),
  severity: "mandatory",
  sourceType: "db-cluster",
  categories: ["maintenance", "failure"],
  when: [types.cluster],
});
