import { eventSubscription } from "../../checks/event-subscription.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSubscriptionRequireSecurityEvents = eventSubscription({
  id: "rds-subscription-require-security-events",
  title: "Somebody is told of critical events of security groups",
  controls: securityHub("RDS.22"),
  severity: "mandatory",
  sourceType: "db-security-group",
  categories: ["configuration change", "failure"],
  when: [types.instance, types.cluster],
});
