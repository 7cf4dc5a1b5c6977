import { type EstimateLine, hoursOfMonth, line } from "../estimate-line.ts";
import {
  auroraHourOf,
  auroraInstances,
  auroraUnits,
  type CostFacts,
  hourOf,
  replicaClass,
} from "../facts.ts";

/** Hours of servers. A class without a price has a line of no dollars: see `unpriced`. */
export function compute(facts: CostFacts): EstimateLine[] {
  return facts.settings.server === "aurora" ? aurora(facts) : instances(facts);
}

function instances(facts: CostFacts): EstimateLine[] {
  const { instanceClass, multiAz, replicas, copyRegionReplica } = facts.settings;
  const hours = (item: string, count: number, name: string) =>
    line("compute", item, count * hoursOfMonth, `hours of ${name}`, hourOf(name, facts) ?? 0);
  const ofReplicas = replicaClass(facts.settings);
  return [
    ...hours("primary", 1, instanceClass),
    ...hours("standby in another zone", multiAz ? 1 : 0, instanceClass),
    ...hours("replicas", replicas, ofReplicas),
    ...hours("replica in the region of the copies", copyRegionReplica ? 1 : 0, ofReplicas),
  ];
}

function aurora(facts: CostFacts): EstimateLine[] {
  const { settings, prices } = facts;
  const clusters = settings.auroraGlobal ? 2 : 1;
  // The second region has a reader of its own.
  const servers = auroraInstances(settings) + clusters - 1;
  if (settings.auroraServerless) {
    const units = servers * auroraUnits(facts) * hoursOfMonth;
    return line("compute", "Aurora capacity", Number(units.toFixed(1)), "ACU-hours", prices.aurora.acuHour);
  }
  const { instanceClass } = settings;
  return line(
    "compute",
    "Aurora instances",
    servers * hoursOfMonth,
    `hours of ${instanceClass}`,
    auroraHourOf(instanceClass, facts) ?? 0,
  );
}

/** Classes that neither the table nor the user gives a price of. */
export function unpriced(facts: CostFacts): string[] {
  const { settings } = facts;
  if (settings.server === "aurora") {
    const known = settings.auroraServerless || auroraHourOf(settings.instanceClass, facts) !== undefined;
    return known ? [] : [settings.instanceClass];
  }
  const wanted = [
    settings.instanceClass,
    ...(settings.replicas > 0 || settings.copyRegionReplica ? [replicaClass(settings)] : []),
  ];
  return [...new Set(wanted)].filter((name) => hourOf(name, facts) === undefined);
}
