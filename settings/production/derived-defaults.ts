import { auroraLogExports } from "../../aws/log-exports.ts";
import { firstZones } from "../../aws/regions.ts";
import type { ProductionSettings } from "./production-settings.ts";

/** The zones of the subnets where none are written: the region's a and b. */
export function defaultZones(region: string): readonly string[] {
  return firstZones(region, 2);
}

/**
 * Zones of the replicas where none are written: those of the subnets in turn, from the second, without the one that an
 * instance without a standby is in.
 */
export function defaultReplicaZones({
  availabilityZones,
  availabilityZone,
  multiAz,
  replicas,
}: Pick<
  ProductionSettings,
  "availabilityZones" | "availabilityZone" | "multiAz" | "replicas"
>): readonly string[] {
  const [first, ...others] = availabilityZones;
  const turn = first === undefined ? [] : [...others, first];
  const free = multiAz ? turn : turn.filter((zone) => zone !== availabilityZone);
  return Array.from({ length: replicas }, (_, at) => free[at % free.length] ?? turn[0] ?? "");
}

/** Of the logs that are exported where none are written, those that the server has. */
export function defaultLogExports({
  server,
  logExports,
}: Pick<ProductionSettings, "server" | "logExports">): readonly string[] {
  return server === "rds"
    ? logExports
    : logExports.filter((log) => (auroraLogExports as readonly string[]).includes(log));
}
