import { eventSubscription } from "../../checks/event-subscription.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsSubscriptionRequireParameterEvents = eventSubscription({
  id: "rds-subscription-require-parameter-events",
  title: "Somebody is told of changes of parameter groups",
  controls: securityHub("RDS.21"),
  severity: "mandatory",
  sourceType: "db-parameter-group",
  categories: ["configuration change"],
  when: [types.instance, types.cluster],
});
