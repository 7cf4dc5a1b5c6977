import { UserError } from "../../errors/user-error.ts";
import { kB, TB } from "../amount.ts";
import { busy, leastWork, maintenanceParts, mostMaintenance, mostWork } from "../groups/memory.ts";
import type { RdsParameterOptions } from "./parameter-group.ts";
import { rdsParameterGroup } from "./parameter-group.ts";
import type { RdsParameter } from "./rds-parameter.ts";

/** What decides the parameters of an Aurora cluster. */
export interface AuroraParameterOptions
  extends Pick<RdsParameterOptions, "profile" | "majorVersion" | "preload" | "logRetention"> {
  /** Connections that each instance allows. */
  readonly maxConnections: number;
  /**
   * Memory in bytes and cores of the instance class; of a serverless cluster the memory of its least capacity, for that is
   * what work_mem has to fit in at any time. An Aurora capacity unit has about 2 GiB.
   */
  readonly size: { readonly memory: number; readonly cores: number };
  /** Whether instances are `db.serverless`, whose memory comes and goes. */
  readonly serverless: boolean;
  /** Values in place of the computed ones, in RDS's units. @default none */
  readonly overrides?: Readonly<Record<string, string>>;
}

/** The parameters of both groups that an Aurora cluster has, each sorted by name. */
export interface AuroraParameters {
  /** Of all instances together: what the database is, what it logs, who gets in. */
  readonly cluster: readonly RdsParameter[];
  /** Of one instance: what follows from its memory and cores. They go before those of the cluster. */
  readonly instance: readonly RdsParameter[];
}

/**
 * Parameters of RDS's groups that Aurora's have not, or that say nothing there, each with the reason (Aurora user guide,
 * AuroraPostgreSQL.Reference.ParameterGroups, read November 2026): Aurora sends log records to its storage, and writes no
 * pages, so that there are neither checkpoints nor a local WAL to size.
 */
export const notOnAurora: Readonly<Record<string, string>> = {
  allow_alter_system: "AWS decides it",
  checkpoint_completion_target: "the storage applies the log; there are no checkpoints",
  checkpoint_timeout: "the storage applies the log; there are no checkpoints",
  hot_standby_feedback: "readers share the writer's storage, and tell it by themselves what they still read",
  jit: "is off, and set by session alone",
  log_checkpoints: "there are no checkpoints",
  max_wal_size: "the log goes to the storage, and is no file that could grow",
  min_wal_size: "the log goes to the storage, and is no file that could grow",
  synchronous_commit: "turning it off gains nothing that is worth a lost commit",
  wal_keep_size: "readers take nothing from WAL files",
  wal_level: "rds.logical_replication decides it",
};

/** What Aurora has a better value for by itself, than what is computed for PostgreSQL on a disk of its own. */
const aurorasOwn = new Set([
  // Its list has no such parameter.
  "auto_explain.log_settings",
  // Every 5 s rather than once a minute.
  "autovacuum_naptime",
  // Three quarters of memory, and the planner knows: there is no page cache of the system beneath it.
  "effective_cache_size",
  "shared_buffers",
  // There is no device to read ahead from: pages come from the storage over the network.
  "effective_io_concurrency",
  "maintenance_io_concurrency",
  // A part of the storage that was asked for; Aurora's is not asked for, and temporary files have a disk by the class.
  "max_slot_wal_keep_size",
  "temp_file_limit",
]);

/**
 * What Aurora sets as capacity comes and goes, so that a value of ours is not used, or would be one of another capacity
 * (Aurora user guide, aurora-serverless-v2.setting-capacity, "Working with parameter groups").
 */
const byCapacity = new Set([
  "autovacuum_max_workers",
  "autovacuum_vacuum_cost_limit",
  "maintenance_work_mem",
  "max_parallel_maintenance_workers",
  "max_parallel_workers",
  "max_parallel_workers_per_gather",
  "max_worker_processes",
]);

/** What follows from one instance's memory and cores. */
const ofInstance = new Set([
  "maintenance_work_mem",
  "max_connections",
  "max_parallel_maintenance_workers",
  "max_parallel_workers",
  "max_parallel_workers_per_gather",
  "max_worker_processes",
  "work_mem",
]);

/**
 * Values that Aurora's families have by themselves (source `system` in its list), of parameters that are set here. AWS notes no
 * method for a value that it does not change, and reads it back as `pending-reboot`: declared as `immediate` it would be a
 * change in every preview (hashicorp/terraform-provider-aws issues 18035 and 36419).
 */
const familyDefaults: Readonly<Record<string, string>> = {
  autovacuum_analyze_scale_factor: "0.05",
  autovacuum_vacuum_scale_factor: "0.1",
  log_autovacuum_min_duration: "10000",
  password_encryption: "scram-sha-256",
  "rds.force_ssl": "1",
  track_io_timing: "1",
};

/** What a volume of Aurora's grows to, in bytes: at least this, on every version. */
const mostStorage = 128 * TB;

/**
 * A profile as the parameters of Aurora's two groups, in RDS's units.
 *
 * @throws UserError for an override of a parameter that Aurora has not
 */
export function auroraParameters({
  overrides = {},
  serverless,
  size,
  ...given
}: AuroraParameterOptions): AuroraParameters {
  const missing = Object.keys(overrides).find((name) => notOnAurora[name] !== undefined);
  if (missing !== undefined) {
    throw new UserError(`Aurora has no parameter ${missing}: ${notOnAurora[missing]}`, {
      where: "pgstack:parameters",
      mend: "Leave it out, or set pgstack:server to rds.",
    });
  }
  const memory = memoryValues({ ...given, size, serverless });
  const computed = rdsParameterGroup({ ...given, size: { ...size, storage: mostStorage } })
    .filter(({ name }) => notOnAurora[name] === undefined && !aurorasOwn.has(name))
    .filter(({ name }) => !(serverless && byCapacity.has(name)))
    .map((parameter) => ({ ...parameter, ...memory[parameter.name] }));
  const all = withOverrides(computed, overrides).map((parameter) =>
    familyDefaults[parameter.name] === parameter.value
      ? { ...parameter, applyMethod: "pending-reboot" as const }
      : parameter,
  );
  return {
    cluster: all.filter(({ name }) => !ofInstance.has(name)),
    instance: all.filter(({ name }) => ofInstance.has(name)),
  };
}

/**
 * The quarter of memory that Aurora's buffers leave, where PostgreSQL's leave three: shared by the connections that are busy
 * at once, and a part of all memory for a build of an index. In kB.
 */
function memoryValues({
  profile,
  maxConnections,
  size,
  serverless,
}: Omit<AuroraParameterOptions, "overrides">): Record<string, Pick<RdsParameter, "value" | "why">> {
  const sharers = Math.round(maxConnections * busy[profile]);
  const left = "the quarter of memory that Aurora's buffers leave, shared by the connections";
  const work = `{DBInstanceClassMemory/${4 * sharers * kB}}`;
  const fits = Math.floor(size.memory / 4 / sharers / kB);
  const [least, most] = [leastWork / kB, mostWork / kB];
  return {
    work_mem: serverless
      ? {
          value: String(Math.min(Math.max(fits, least), most)),
          why: "what fits at the least capacity: it is not computed anew as capacity grows",
        }
      : { value: fits < least ? `GREATEST(${work},${least})` : `LEAST(${work},${most})`, why: left },
    maintenance_work_mem: {
      // Half of what PostgreSQL on RDS gives: three workers of autovacuum and a build share what the buffers leave.
      value: `LEAST({DBInstanceClassMemory/${2 * maintenanceParts[profile] * kB}},${mostMaintenance(profile) / kB})`,
      why: "half of its part on RDS, since the buffers take three quarters of memory",
    },
  };
}

function withOverrides(
  computed: readonly RdsParameter[],
  overrides: Readonly<Record<string, string>>,
): readonly RdsParameter[] {
  const known = new Map(computed.map((parameter) => [parameter.name, parameter]));
  const given = Object.entries(overrides).map(
    ([name, value]): RdsParameter => ({
      name,
      value,
      // RDS takes pending-reboot for every parameter, and immediate for dynamic ones alone.
      applyMethod: known.get(name)?.applyMethod ?? "pending-reboot",
      why: "as asked for",
    }),
  );
  return [...computed.filter(({ name }) => overrides[name] === undefined), ...given].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}
