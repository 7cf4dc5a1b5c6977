import { Alarms, type AlarmsArgs } from "../../components/alarms/alarms.ts";
import { AuditTrail } from "../../components/audit/audit-trail.ts";
import { Budget } from "../../components/budget/budget.ts";
import { Dashboard } from "../../components/dashboard/dashboard.ts";
import { monthlyBudget } from "../../cost/monthly-budget.ts";
import { UserError } from "../../errors/user-error.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";

/** Alarms and the page that shows them, what a month may cost, and who did what. */
export function watching(place: ProductionPlace, made: ProductionServer): Alarms {
  const { production, account, keys } = place;
  const { identifier, region, alarmEmails: emails, logRetention } = production;
  const { accountId, tags } = account;
  const aurora = production.server === "aurora";
  const provided = { provider: account.home };
  const watched = {
    kind: production.server,
    identifier: made.identifier,
    replicas: made.replicas,
    instanceClass: aurora && production.auroraServerless ? "db.serverless" : production.instanceClass,
    ...(!aurora && { replicaInstanceClass: production.replicaInstanceClass }),
    ...(aurora && { maxCapacity: production.auroraMaxCapacity }),
    maxConnections: production.maxConnections,
    allocatedStorage: production.allocatedStorage,
    maxAllocatedStorage: production.maxAllocatedStorage,
    storageType: production.storageType,
    iops: production.iops,
    logGroupName: made.logGroupName,
  };
  const alarms = new Alarms(
    "alarms",
    { ...watched, keyArn: keys.operations, accountId, emails, tags },
    provided,
  );
  watchCopy(place, made, watched);
  if (production.dashboard)
    new Dashboard(
      "dashboard",
      { ...watched, region, resourceId: made.resourceId, alarmArns: alarms.alarmArns },
      provided,
    );
  const amount = budgetOf(production);
  new Budget("budget", { identifier, amount, topicArn: alarms.ticketTopicArn, emails, tags }, provided);
  if (production.auditTrail)
    new AuditTrail(
      "audit-trail",
      { identifier, region, accountId, keyArn: keys.operations, logRetention, tags },
      provided,
    );
  return alarms;
}

/** The replica in the region of the copies, by alarms and topics that are there: no alarm sees another region's metrics. */
function watchCopy(
  { production, account, keys }: ProductionPlace,
  { copyReplica }: ProductionServer,
  size: Pick<
    AlarmsArgs,
    "maxConnections" | "allocatedStorage" | "maxAllocatedStorage" | "storageType" | "iops"
  >,
): void {
  const { copies: provider, accountId, tags } = account;
  if (copyReplica === undefined || provider === undefined || keys.copies === undefined) return;
  const { maxConnections, allocatedStorage, maxAllocatedStorage, storageType, iops } = size;
  new Alarms(
    "copies-alarms",
    {
      identifier: copyReplica.identifier,
      remoteReplica: true,
      replicas: [],
      instanceClass: production.replicaInstanceClass ?? production.instanceClass,
      maxConnections,
      allocatedStorage,
      maxAllocatedStorage,
      storageType,
      iops,
      keyArn: keys.copies,
      accountId,
      emails: production.alarmEmails,
      tags,
    },
    { provider },
  );
}

/** @throws UserError where the budget follows an estimate, and not everything has a price */
function budgetOf(production: ProductionSettings): number {
  const budget = monthlyBudget(production);
  if (budget !== undefined) return budget;
  throw new UserError(
    "the price of this region, or of a class, is not known here, and an estimate needs it",
    {
      where: "pgstack:monthlyBudget",
      mend: "Set it to US dollars a month; `npx pgstack cost` says what has no price.",
    },
  );
}
