import { GB, kB } from "../amount.ts";
import { connectionRule } from "../groups/connections.ts";
import { busy, leastWork, maintenanceParts, mostMaintenance, mostWork } from "../groups/memory.ts";
import type { ParameterOptions } from "../parameter-options.ts";

/** RDS's variable: the memory of the class in bytes, without what its own processes take. */
const memory = "DBInstanceClassMemory";
const page = 8 * kB;

/**
 * Parameters that follow the memory of the class by themselves, so that another class needs no other values. The rules are
 * those of `configuration/groups/`, as far as RDS's formulas go: one product or quotient in braces, within one GREATEST or
 * LEAST (RDS user guide, USER_ParamValuesRef).
 */
export function classMemoryFormulas({
  profile,
  maxConnections,
  size,
}: Pick<ParameterOptions, "profile" | "maxConnections" | "size">): Record<string, string> {
  const { each, most } = connectionRule(profile);
  const sharers = (maxConnections ?? most) * busy[profile];
  const work = `{${memory}/${Math.round((sharers * kB * 4) / 3)}}`;
  return {
    shared_buffers: `{${memory}/${4 * page}}`,
    effective_cache_size: profile === "laptop" ? `{${memory}/${2 * page}}` : `{${memory}*3/${4 * page}}`,
    work_mem:
      size.memory < 16 * GB ? `GREATEST(${work},${leastWork / kB})` : `LEAST(${work},${mostWork / kB})`,
    maintenance_work_mem: `LEAST({${memory}/${maintenanceParts[profile] * kB}},${mostMaintenance(profile) / kB})`,
    max_connections:
      maxConnections === undefined ? `LEAST({${memory}/${each}},${most})` : String(maxConnections),
  };
}
