import type { Input } from "@pulumi/pulumi";
import type { AuroraParameters } from "../../../configuration/rds/aurora-parameters.ts";

/** Capacity of each instance of a serverless cluster, in Aurora capacity units (about 2 GiB of memory each), by halves. */
export interface ServerlessCapacity {
  /**
   * 0 lets an idle cluster pause, and the first connection then waits for about 15 s. Performance Insights and global
   * databases want 2 and 8 at least. Costs by the hour.
   */
  readonly minCapacity: number;
  /** At most 256. A change takes effect in place. Costs when it is used. */
  readonly maxCapacity: number;
}

/** What the clusters of a database are in every region that has one. */
export interface AuroraShape {
  /** PostgreSQL's major version alone, such as `17`: AWS picks the minor one. A change is a major upgrade, with downtime. */
  engineVersion: string;
  /** TCP port. A change restarts. */
  port: number;
  /** Class of the instances, or `serverless`. A change replaces no data; it restarts each instance, in the maintenance window. */
  instanceClass: string | ServerlessCapacity;
  /** Storage whose reads and writes are in its price: pays from a quarter of the bill on. In place; back after 30 days at the earliest. @default false */
  ioOptimized?: boolean;
  /** Of both groups. A change of a static one waits for a restart of the instance. */
  parameters: AuroraParameters;
  /** UTC, `hh:mm-hh:mm`. */
  backupWindow: string;
  /** UTC, `ddd:hh:mm-ddd:hh:mm`. What needs a restart waits for it. */
  maintenanceWindow: string;
  /** AWS refuses to delete the cluster, and Pulumi too. */
  deletionProtection: boolean;
  /** Minor versions are installed in the maintenance window. */
  autoMinorVersionUpgrade: boolean;
  /** A change of engineVersion to another major is allowed. */
  allowMajorVersionUpgrade: boolean;
  /**
   * Changes that restart are made now, not in the maintenance window.
   * @default allowMajorVersionUpgrade: an upgrade that waits would still use the groups that are to be deleted
   */
  applyImmediately?: boolean | undefined;
  /** Certificate authority of the instances, e.g. `rds-ca-rsa2048-g1`. */
  caCertificate: string;
  /** Enhanced monitoring, in seconds; 0 for none. */
  monitoringInterval: number;
  /** Days: 7, 31 times n up to 713, or 731. Costs above 7. */
  performanceInsightsRetention: number;
  /** `advanced` needs 465 days or more of performanceInsightsRetention. Costs. */
  databaseInsights: "standard" | "advanced";
  /** Exported logs. Aurora has no `upgrade` log: it is left out. */
  logExports: readonly string[];
  /** Days that CloudWatch keeps logs. */
  logRetention: number;
  /** Environment, Application and the user's own. */
  tags: Record<string, string>;
}

/** Where a cluster stands. */
export interface AuroraPlace {
  /** Name of the cluster; its instances are `<identifier>-1`, `-2` and so on. A change makes another server. */
  identifier: string;
  /** Zones of the instances, in turn. A change replaces instances, one by one. */
  availabilityZones: readonly string[];
  /** Private subnets in those zones. */
  subnetIds: Input<Input<string>[]>;
  securityGroupIds: Input<Input<string>[]>;
  /** KMS key of the region, an ARN, for storage and Performance Insights. A change makes another server. */
  keyArn: Input<string>;
  /** KMS key of the region for logs: CloudWatch Logs may use it. */
  logKeyArn: Input<string>;
}

/** AWS upgrades and restores a large cluster in hours; an update that gives up leaves a change that goes on. */
export const clusterTimeouts = { create: "3h", update: "3h", delete: "3h" };

/** Whether changes that restart are made at once. */
export function atOnce({ applyImmediately, allowMajorVersionUpgrade }: AuroraShape): boolean {
  return applyImmediately ?? allowMajorVersionUpgrade;
}

/** Aurora's name for PostgreSQL. */
export const engine = "aurora-postgresql";

/** `17` of `17` or `17.4`. */
export function majorOf(engineVersion: string): string {
  return engineVersion.split(".", 1)[0] ?? engineVersion;
}
