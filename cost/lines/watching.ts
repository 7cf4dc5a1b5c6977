import { classSize } from "../class-size.ts";
import { type EstimateLine, hoursOfMonth, line } from "../estimate-line.ts";
import { auroraInstances, type CostFacts, replicaClass } from "../facts.ts";

/** GB a month that enhanced monitoring of one server writes each 60 seconds: about 5 kB a time. */
const monitoringGb = 0.22;

/** Logs, enhanced monitoring, insights, alarms, the dashboard and e-mails. Budgets and metrics of RDS cost nothing. */
export function watching(facts: CostFacts): EstimateLine[] {
  const { settings, prices, assume } = facts;
  const { cloudWatch } = prices;
  const servers = serverCount(facts);
  const monitored =
    settings.monitoringInterval === 0 ? 0 : (servers * monitoringGb * 60) / settings.monitoringInterval;
  const watched = (item: string, quantity: number, unit: string, price: number) =>
    line("watching", item, Number(quantity.toFixed(2)), unit, price);
  const logs = settings.logExports.length === 0 ? 0 : assume.logGb;
  return [
    ...watched("logs to CloudWatch", logs, "GB", cloudWatch.logGbIngested),
    ...watched("logs kept", (logs * settings.logRetention) / 30, "GB", cloudWatch.logGbStored),
    ...watched("enhanced monitoring", monitored, "GB", cloudWatch.logGbIngested),
    ...insights(facts),
    ...watched(
      "alarms",
      assume.metricAlarms + (servers - 1) * assume.replicaAlarms,
      "alarms",
      cloudWatch.metricAlarm,
    ),
    ...watched("alarms on anomalies", servers * assume.anomalyAlarms, "alarms", cloudWatch.anomalyAlarm),
    ...watched("composite alarms", servers * assume.compositeAlarms, "alarms", cloudWatch.compositeAlarm),
    ...watched("dashboard", settings.dashboard ? 1 : 0, "dashboard", cloudWatch.dashboard),
    ...watched(
      "e-mails of alarms",
      (settings.alarmEmails.length * assume.emails) / 1000,
      "thousand",
      prices.snsThousandEmails,
    ),
  ];
}

/** Servers with metrics of their own: the standby has none. */
function serverCount({ settings }: CostFacts): number {
  if (settings.server === "aurora") return auroraInstances(settings);
  return 1 + settings.replicas + (settings.copyRegionReplica ? 1 : 0);
}

/** Advanced insights by the hour, or a longer history than the seven days that cost nothing. */
function insights(facts: CostFacts): EstimateLine[] {
  const { settings, prices } = facts;
  const cores = coreCount(facts);
  if (settings.databaseInsights === "advanced")
    return line(
      "watching",
      "Database Insights, advanced",
      cores * hoursOfMonth,
      "vCPU-hours",
      prices.databaseInsightsVcpuHour,
    );
  if (settings.performanceInsightsRetention <= 7) return [];
  const { firstMonth, furtherMonth } = prices.performanceInsights;
  const months = Math.ceil(settings.performanceInsightsRetention / 31);
  const price = Number((firstMonth + furtherMonth * (months - 1)).toFixed(4));
  return line("watching", "history of Performance Insights", cores, "vCPUs", price);
}

/** Virtual CPUs of all servers, the standby's among them. */
function coreCount({ settings }: CostFacts): number {
  const own = classSize(settings.instanceClass)?.cores ?? 0;
  if (settings.server === "aurora") return auroraInstances(settings) * own;
  const replica = classSize(replicaClass(settings))?.cores ?? 0;
  const replicas = settings.replicas + (settings.copyRegionReplica ? 1 : 0);
  return own * (settings.multiAz ? 2 : 1) + replicas * replica;
}
