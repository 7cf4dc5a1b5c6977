import type { Input, Output, ProviderResource } from "@pulumi/pulumi";
import type { ParameterOptions } from "../../../configuration/parameter-options.ts";
import type { AddressOutputs } from "../../../packages/client/stack-outputs.ts";

/**
 * What an RDS server is made of. "Restarts" is an outage of a minute or two; of a server with a standby a failover, half of
 * that. What restarts waits for the maintenance window unless `applyImmediately`, where nothing else is said.
 */
export interface RdsPostgresArgs {
  /** Name of the instance; replicas are `<identifier>-replica-1` and so on. A change makes another, empty server. */
  identifier: string;
  /** Account, 12 digits. */
  accountId: Input<string>;
  /** The common ones; each resource gets `Role` and `Name` beside them. A change is made in place. */
  tags: Record<string, string>;

  /** Major version alone, such as `17`: the minor one is AWS's to choose. A change is a major upgrade, an outage of minutes. */
  engineVersion: string;
  /** E.g. `db.r7g.large`. A change restarts, and costs. */
  instanceClass: string;
  /** The database that is declared on the server, for who connects: AWS makes none but `postgres`. A change leaves the server as it is. */
  database: string;
  /** The master user. A change is ignored: it would make another, empty server. */
  adminUser: string;
  /** Secret with the administrator's password. */
  adminSecretArn: Input<string>;
  /** The password to begin with. A change is ignored: the secret's rotation sets later ones. */
  adminPassword: Input<string>;
  /** File with the certificates of RDS's authorities. */
  caFile: Input<string>;
  /** TCP port. A change restarts, at once. @default 5432 */
  port?: number | undefined;
  /** @default "rds-ca-rsa2048-g1", which AWS ends in 2061 */
  caCertificate?: string | undefined;
  /** Minor versions are installed in the maintenance window, each with a restart. @default true */
  autoMinorVersionUpgrade?: boolean | undefined;
  /** AWS lets engineVersion change to another major version. @default false */
  allowMajorVersionUpgrade?: boolean | undefined;
  /**
   * Changes that restart are made now, not in the maintenance window.
   * @default allowMajorVersionUpgrade: an upgrade that waits would still use the parameter group that is to be deleted
   */
  applyImmediately?: boolean | undefined;
  /** Changes that restart go to a copy, which takes over within a minute; refused with replicas. Costs for its time. @default false */
  blueGreenUpdate?: boolean | undefined;
  /** AWS refuses to delete the server, and so does Pulumi. @default true */
  deletionProtection?: boolean | undefined;

  /** Private subnets in at least two zones. Others must be of the same VPC. */
  subnetIds: Input<Input<string>[]>;
  /** Security groups of the server. A change is made in place. */
  securityGroupIds: Input<Input<string>[]>;
  /** A standby in another zone that takes over. Costs the instance again. @default true */
  multiAz?: boolean | undefined;
  /** Zone of a server without a standby. A change makes another, empty server. @default AWS's choice */
  availabilityZone?: string | undefined;

  /** Key of storage, backups and Performance Insights. A change makes another, empty server. */
  keyArn: Input<string>;
  /** `gp3` or `io2`. A change slows the server down for hours. @default "gp3" */
  storageType?: "gp3" | "io2" | undefined;
  /** In GiB. More is taken in place, as what restarts, but without an outage; not twice in six hours, and never less. Costs. @default 100 */
  allocatedStorage?: number | undefined;
  /** In GiB, up to which storage grows by itself; not above allocatedStorage: it does not. @default 1000 */
  maxAllocatedStorage?: number | undefined;
  /** I/O operations a second; io2 needs it, gp3 takes it from 400 GiB on. Costs. @default what gp3 has for nothing */
  iops?: number | undefined;
  /** In MiB/s; gp3 takes it from 400 GiB on. Costs. @default what gp3 has for nothing */
  storageThroughput?: number | undefined;

  /** How parameters are computed from the class. @default "production" */
  profile?: ParameterOptions["profile"] | undefined;
  /** A change waits for a reboot. @default 200 */
  maxConnections?: number | undefined;
  /** Parameters in place of the computed ones, in RDS's units. Static ones wait for a reboot. @default none */
  parameters?: Readonly<Record<string, string>> | undefined;

  /** Days, 1 to 35. @default 30 */
  backupRetention?: number | undefined;
  /** UTC, `hh:mm-hh:mm`. @default "03:00-04:00" */
  backupWindow?: string | undefined;
  /** UTC, `ddd:hh:mm-ddd:hh:mm`. @default "sun:04:00-sun:05:00" */
  maintenanceWindow?: string | undefined;

  /** Logs that go to CloudWatch. @default postgresql, upgrade, iam-db-auth-error */
  logExports?: readonly string[] | undefined;
  /** Days, one of CloudWatch's. @default 30 */
  logRetention?: number | undefined;
  /** Key of the log groups; CloudWatch Logs must be allowed to use it. */
  logKeyArn: Input<string>;
  /** Of enhanced monitoring, in seconds: 0, 1, 5, 10, 15, 30 or 60; 0 is off. Costs by its lines in CloudWatch. @default 60 */
  monitoringInterval?: number | undefined;
  /** Days: 7, 31 times n up to 713, or 731. More than 7 costs. @default 7 */
  performanceInsightsRetention?: number | undefined;
  /** `advanced` needs 465 days or more, and costs. @default "standard" */
  databaseInsights?: "standard" | "advanced" | undefined;

  /** Read replicas beside the server, 0 to 15. Each costs an instance. Fewer: see replicaDeletionProtection. @default 0 */
  replicas?: number | undefined;
  /** @default the primary's */
  replicaInstanceClass?: string | undefined;
  /** Zones of the replicas in turn. A change makes a replica anew. @default AWS's choice */
  replicaAvailabilityZones?: readonly string[] | undefined;
  /** Days. @default 7 */
  replicaBackupRetention?: number | undefined;
  /** As deletionProtection. False, and an update, comes before fewer replicas. @default deletionProtection */
  replicaDeletionProtection?: boolean | undefined;

  /** AWS in another region, for copies. @default no copies */
  copyProvider?: ProviderResource | undefined;
  /** Of copyProvider, e.g. `us-west-2`; a replica there is named after it. */
  copyRegion?: string | undefined;
  /** Key there. A change makes the copies anew. */
  copyKeyArn?: Input<string> | undefined;
  /** Automated backups are copied there, each kept as long as here. Costs storage and transfer. @default copyProvider is given */
  backupReplication?: boolean | undefined;
  /** A read replica there. Costs an instance, and transfer. @default false */
  copyRegionReplica?: boolean | undefined;
  /** Private subnets for that replica: a default VPC is nothing to put data into. */
  copySubnetIds?: Input<Input<string>[]> | undefined;
  /** Security groups of that replica. */
  copySecurityGroupIds?: Input<Input<string>[]> | undefined;
  /** Key of its log groups. */
  copyLogKeyArn?: Input<string> | undefined;

  /** Makes what applications connect to in place of the server, once it is there: a proxy. @default none */
  pooler?:
    | ((instanceIdentifier: Output<string>, resourceId: Output<string>) => Output<AddressOutputs>)
    | undefined;
}
