import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import { type EstimateLine, line } from "../estimate-line.ts";
import { type CostFacts, dataGb } from "../facts.ts";

/**
 * What gp3 of RDS for PostgreSQL brings without a charge (RDS user guide, "Amazon RDS DB instance storage", 2026-11): from
 * 400 GiB on the volume is striped.
 */
function gp3Baseline(gibibytes: number): { readonly iops: number; readonly throughput: number } {
  return gibibytes < 400 ? { iops: 3000, throughput: 125 } : { iops: 12_000, throughput: 500 };
}

/** Disks of the primary, its standby and the replicas, each of which has as much. */
export function storage(facts: CostFacts): EstimateLine[] {
  const { settings, prices, assume } = facts;
  if (settings.server === "aurora") {
    const { aurora } = prices;
    return [
      ...line("storage", "Aurora storage", dataGb(facts), "GB", aurora.storageGb),
      ...line(
        "storage",
        "requests to Aurora's storage",
        assume.auroraRequests,
        "million",
        aurora.millionRequests,
      ),
    ];
  }
  const copies = 1 + (settings.multiAz ? 1 : 0) + settings.replicas + (settings.copyRegionReplica ? 1 : 0);
  return disks(settings, copies, prices.storage);
}

function disks(
  { storageType, allocatedStorage, iops, storageThroughput }: ProductionSettings,
  copies: number,
  prices: CostFacts["prices"]["storage"],
): EstimateLine[] {
  const size = (price: number) =>
    line("storage", `${storageType} disks`, copies * allocatedStorage, "GB", price);
  const baseline = gp3Baseline(allocatedStorage);
  if (storageType === "io2")
    return [
      ...size(prices.io2Gb),
      ...line("storage", "IOPS of io2", copies * (iops ?? 1000), "IOPS", prices.io2Iops),
    ];
  const beyond = (wanted: number | undefined, brought: number) =>
    copies * Math.max(0, (wanted ?? brought) - brought);
  return [
    ...size(prices.gp3Gb),
    ...line("storage", "IOPS beyond gp3's own", beyond(iops, baseline.iops), "IOPS", prices.gp3Iops),
    ...line(
      "storage",
      "throughput beyond gp3's own",
      beyond(storageThroughput, baseline.throughput),
      "MiB/s",
      prices.gp3Throughput,
    ),
  ];
}
