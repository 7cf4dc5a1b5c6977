import { ebsBaselineIops } from "../../aws/ebs-baseline.ts";
import { instanceClass } from "../../aws/instance-class.ts";
import { UserError } from "../../errors/user-error.ts";

export type ServerKind = "rds" | "aurora";

/** What the thresholds of one server's alarms are computed from. */
export interface WatchedServer {
  readonly kind: ServerKind;
  /** `primary` is Aurora's writer, `replica` its readers, all of them together. */
  readonly role: "primary" | "replica";
  /** Whether its primary is in another region, where no alarm of this one can look. */
  readonly remote: boolean;
  /** Virtual CPUs; absent where they come and go (Aurora Serverless). */
  readonly cores: number | undefined;
  /** Bytes; of Aurora Serverless at its largest, which is what its metrics are measured against. */
  readonly memory: number;
  /** Whether it lives on CPU credits. */
  readonly burstable: boolean;
  /** What the server takes, max_connections as it is. */
  readonly maxConnections: number;
  /** GiB. Aurora's grows by itself. */
  readonly allocatedStorage: number;
  /** GiB up to which it grows by itself; equal to allocatedStorage where it does not. */
  readonly maxAllocatedStorage: number;
  /** I/O operations a second that class and storage both carry at all times; absent on Aurora. */
  readonly baselineIops: number | undefined;
}

export interface WatchedServerArgs {
  kind: ServerKind;
  /** @default false */
  remote?: boolean;
  /** Of RDS, such as `db.r7g.large`; `db.serverless` is Aurora Serverless. */
  instanceClass: string;
  /** Aurora capacity units at most, of Aurora Serverless. */
  maxCapacity?: number | undefined;
  maxConnections: number;
  allocatedStorage: number;
  maxAllocatedStorage: number;
  storageType: string;
  /** Of the storage, where it is provisioned. */
  iops?: number | undefined;
}

const gibibyte = 1024 ** 3;

/** An Aurora capacity unit is about 2 GiB of memory (Aurora user guide, "Aurora Serverless v2 capacity", 2026-11). */
const memoryOfCapacityUnit = 2 * gibibyte;

/** @throws UserError for a class whose size is not known: no threshold could be computed */
export function watchedServer(role: WatchedServer["role"], args: WatchedServerArgs): WatchedServer {
  const { kind, remote = false, maxConnections, allocatedStorage, maxAllocatedStorage } = args;
  const shared = { kind, role, remote, maxConnections, allocatedStorage, maxAllocatedStorage };
  if (args.instanceClass === "db.serverless" && args.maxCapacity !== undefined)
    return {
      ...shared,
      cores: undefined,
      memory: args.maxCapacity * memoryOfCapacityUnit,
      burstable: false,
      baselineIops: undefined,
    };
  const size = instanceClass(args.instanceClass);
  if (size === undefined)
    throw new UserError(`the memory and processors of ${args.instanceClass} are not known`, {
      where: "pgstack:instanceClass",
      mend: "Take a class such as db.r7g.large: the alarms' thresholds are computed from its size.",
    });
  return {
    ...shared,
    ...size,
    burstable: /^db\.t\d/.test(args.instanceClass),
    baselineIops: kind === "aurora" ? undefined : baselineIops(args),
  };
}

/** The lesser of what the class and what the storage carries. */
function baselineIops({ instanceClass, ...storage }: WatchedServerArgs): number {
  return Math.min(ebsBaselineIops(instanceClass) ?? Number.POSITIVE_INFINITY, storageIops(storage));
}

/**
 * gp3 for PostgreSQL has 3,000 operations a second below 400 GiB, and from there on 12,000 or what is provisioned; io2 has
 * what is provisioned, 1,000 at least (RDS user guide, "Amazon RDS DB instance storage", 2026-11).
 */
function storageIops({
  storageType,
  allocatedStorage,
  iops,
}: Pick<WatchedServerArgs, "storageType" | "allocatedStorage" | "iops">): number {
  if (iops !== undefined) return iops;
  if (storageType !== "gp3") return 1000;
  return allocatedStorage < 400 ? 3000 : 12_000;
}
