import type { PriceTable } from "../aws/prices/price-table.ts";
import type { ProductionSettings } from "../settings/production/production-settings.ts";
import type { CostAssumptions } from "./assumptions.ts";
import { classSize } from "./class-size.ts";

/** What every group of lines is computed from. */
export interface CostFacts {
  readonly settings: ProductionSettings;
  readonly prices: PriceTable;
  readonly assume: CostAssumptions;
}

/** GB of data in the server. */
export function dataGb({ settings, assume }: CostFacts): number {
  return (settings.allocatedStorage * assume.usedStorage) / 100;
}

/** GB that change in a month. */
export function changedGb(facts: CostFacts): number {
  return (dataGb(facts) * facts.assume.dailyChange * 30) / 100;
}

/** US dollars an hour in one zone; `undefined` where neither the table nor the user says. */
export function hourOf(name: string, { prices, assume }: CostFacts): number | undefined {
  const burstable = prices.burstableHour[name];
  if (burstable !== undefined) return burstable;
  return multiple(name, prices.databaseHour) ?? (assume.instancePrice > 0 ? assume.instancePrice : undefined);
}

/** {@link hourOf} of an instance of Aurora. */
export function auroraHourOf(name: string, { prices, assume }: CostFacts): number | undefined {
  return (
    multiple(name, prices.aurora.instanceHour) ??
    (assume.instancePrice > 0 ? assume.instancePrice : undefined)
  );
}

function multiple(name: string, byFamily: Readonly<Record<string, number>>): number | undefined {
  const size = classSize(name);
  const large = size === undefined ? undefined : byFamily[size.family];
  return size === undefined || large === undefined ? undefined : Number((large * size.larges).toFixed(3));
}

/** Copies that are sent to the other region, each of which is sent what changes. */
export function copyStreams(settings: ProductionSettings): number {
  const { server, backupReplication, copyRegionReplica, backupPlan, auroraGlobal } = settings;
  const streams =
    server === "aurora" ? [auroraGlobal, backupPlan] : [backupReplication, copyRegionReplica, backupPlan];
  return streams.filter(Boolean).length;
}

/** Class of the replicas. */
export function replicaClass({ instanceClass, replicaInstanceClass }: ProductionSettings): string {
  return replicaInstanceClass ?? instanceClass;
}

/** Servers that Aurora has on average: one that writes, and the readers that are always there. */
export function auroraInstances({ auroraMinReaders }: ProductionSettings): number {
  return 1 + auroraMinReaders;
}

/** Capacity units that an instance of Aurora has on average. */
export function auroraUnits({ settings, assume }: CostFacts): number {
  const { auroraMinCapacity: least, auroraMaxCapacity: most } = settings;
  return least + ((most - least) * assume.auroraLoad) / 100;
}
