import type { Profile } from "../profile.ts";

/** Kinds of servers that production runs on. */
export type ProductionServerKind = "rds" | "aurora";

/**
 * What the configuration of stack prod decides beside the settings that both environments have. Each field is a key of
 * the same name, `pgstack:<field>`; `settings/production/` reads and checks them, and nothing else does.
 */
export interface ProductionSettings {
  /** `rds`: an instance with a standby; `aurora`: a cluster, for what one machine cannot carry. A change makes another server. @default "rds" */
  readonly server: ProductionServerKind;

  // Where
  /** Account, 12 digits: every other one is refused, and what names the account is known beforehand. @default any */
  readonly accountId?: string;
  /** Home region. A change makes everything anew. @default "us-east-1" */
  readonly region: string;
  /** Zones of the subnets, at least two. @default the region's a and b */
  readonly availabilityZones: readonly string[];
  /** An existing VPC; a new one is made where it is absent. @default none */
  readonly vpcId?: string;
  /** Private subnets of the existing VPC, in at least two zones. @default none */
  readonly subnetIds: readonly string[];
  /** Addresses of a new VPC, /16 to /24. A change replaces the network. @default "10.42.0.0/16" */
  readonly vpcCidr: string;
  /** Security groups whose members may connect. @default none */
  readonly clientSecurityGroupIds: readonly string[];

  // The server
  /** Name of the instance or cluster. A change makes another server. @default "mcp-demo-prod" */
  readonly identifier: string;
  /** Major version alone, such as `17`: AWS picks the minor one. A change is a major upgrade. @default "17" */
  readonly engineVersion: string;
  /** A change restarts (with Multi-AZ: fails over) and costs. @default "db.r7g.large" */
  readonly instanceClass: string;
  /** TCP port. A change restarts. @default 5432 */
  readonly databasePort: number;
  /** `gp3` or `io2`. @default "gp3" */
  readonly storageType: "gp3" | "io2";
  /** In GiB; written as a size. It grows by itself and never shrinks. @default 100 */
  readonly allocatedStorage: number;
  /** Up to which it grows by itself, in GiB; equal to allocatedStorage: it does not. @default 1000 */
  readonly maxAllocatedStorage: number;
  /** I/O operations a second; gp3 takes them from 400 GiB on. Costs. @default the storage's own */
  readonly iops?: number;
  /** In MiB/s; gp3 takes it from 400 GiB on. Costs. @default the storage's own */
  readonly storageThroughput?: number;
  /** A standby in another zone that takes over. Costs the instance again. @default true */
  readonly multiAz: boolean;
  /** Zone of an instance without a standby. @default AWS's choice */
  readonly availabilityZone?: string;
  /** AWS refuses to delete the server. @default true */
  readonly deletionProtection: boolean;
  /** Minor versions are installed in the maintenance window. @default true */
  readonly autoMinorVersionUpgrade: boolean;
  /** A change of engineVersion to another major is allowed. @default false */
  readonly allowMajorVersionUpgrade: boolean;
  /** Changes that restart are made now, not in the maintenance window. @default allowMajorVersionUpgrade */
  readonly applyImmediately?: boolean;
  /** Changes go to a copy that takes over; not with replicas, nor with a password that RDS manages. @default false */
  readonly blueGreenUpdate: boolean;
  /** Certificate authority of the server. A change restarts on older versions. @default "rds-ca-rsa2048-g1" */
  readonly caCertificate: string;

  // Parameters
  /** How the parameter group is computed from the class. @default "production" */
  readonly profile: Profile;
  /** A change restarts. @default 200 */
  readonly maxConnections: number;
  /** Parameters of the group in place of the computed ones, in RDS's units. @default none */
  readonly parameters: Readonly<Record<string, string>>;

  // Replicas
  /** Read replicas in the home region, 0 to 15. Each costs an instance. @default 1 */
  readonly replicas: number;
  /** @default the primary's */
  readonly replicaInstanceClass?: string;
  /** Zone of each replica. @default the zones in turn, from the second */
  readonly replicaAvailabilityZones: readonly string[];
  /** Days. @default 7 */
  readonly replicaBackupRetention: number;
  /** AWS refuses to delete a replica. False, and an update, comes before fewer replicas. @default deletionProtection */
  readonly replicaDeletionProtection?: boolean;

  // Another region
  /** Region of the copies. @default "us-west-2" */
  readonly copyRegion: string;
  /** Automated backups are copied there. Costs storage. @default true */
  readonly backupReplication: boolean;
  /** A read replica there. Costs an instance. @default false */
  readonly copyRegionReplica: boolean;
  /** Addresses of the network that is made for a server there, /16 to /24. A change replaces that network. @default "10.43.0.0/16" */
  readonly copyVpcCidr: string;
  /** KMS key of the copies, an ARN. @default one that is made */
  readonly copyKmsKeyArn?: string;

  // Backups
  /** Days, 1 to 35. @default 30 */
  readonly backupRetention: number;
  /** UTC, `hh:mm-hh:mm`. @default "03:00-04:00" */
  readonly backupWindow: string;
  /** UTC, `ddd:hh:mm-ddd:hh:mm`. @default "sun:04:00-sun:05:00" */
  readonly maintenanceWindow: string;
  /** A plan of AWS Backup beside the automated backups. Costs storage. @default true */
  readonly backupPlan: boolean;
  /** Whether recovery points can be deleted by those with the right, or by nobody. @default "governance" */
  readonly vaultLock: "governance" | "compliance" | "none";
  /** Bucket, key and role for exporting snapshots. @default true */
  readonly snapshotExport: boolean;

  // Watching
  /** Exported logs; `postgresql`, in which alarms count, is always one. @default postgresql, upgrade, iam-db-auth-error */
  readonly logExports: readonly string[];
  /** Days, one of CloudWatch's. @default 30 */
  readonly logRetention: number;
  /** Seconds; 0, 1, 5, 10, 15, 30 or 60. @default 60 */
  readonly monitoringInterval: number;
  /** Days: 7, 31 times n up to 713, or 731. @default 7 */
  readonly performanceInsightsRetention: number;
  /** `advanced` needs 465 days or more. Costs. @default "standard" */
  readonly databaseInsights: "standard" | "advanced";
  /** Who gets alarms, by e-mail. @default nobody */
  readonly alarmEmails: readonly string[];
  /** CloudWatch dashboard. @default true */
  readonly dashboard: boolean;
  /** CloudTrail of the account's management events. @default true */
  readonly auditTrail: boolean;
  /** US dollars a month; `estimate`: the estimate and a fifth. @default "estimate" */
  readonly monthlyBudget: number | "estimate";

  // Getting in
  /** RDS Proxy before the instance. Costs. @default false */
  readonly proxy: boolean;
  /** A machine without an inbound port, for port forwarding by Session Manager. Costs. @default true */
  readonly bastion: boolean;
  /** Days between rotations of the administrator's password, 1 to 365. @default 30 */
  readonly secretRotationDays: number;
  /** Repository whose workflows may preview and deploy, `owner/name`. @default none */
  readonly githubRepository?: string;
  /** GitHub's token provider, where the account has one already, an ARN. @default one that is made */
  readonly githubProviderArn?: string;
  /** Bucket of Pulumi's state, which the workflows' roles may read, and the deploying one write. @default none: Pulumi Cloud */
  readonly stateBucket?: string;
  /** KMS key of the secrets in the state, an ARN; the same roles may use it. @default none: Pulumi Cloud's own */
  readonly stateKeyArn?: string;

  // Aurora
  /** Serverless v2 in place of instanceClass. @default true */
  readonly auroraServerless: boolean;
  /** Aurora capacity units, 0 to 256 by halves. @default 0.5 */
  readonly auroraMinCapacity: number;
  /** @default 16 */
  readonly auroraMaxCapacity: number;
  /** Readers that are always there. @default 1 */
  readonly auroraMinReaders: number;
  /** Readers that scaling may add up to. @default 3 */
  readonly auroraMaxReaders: number;
  /** A global database with copyRegion as its second region. Costs. @default false */
  readonly auroraGlobal: boolean;

  // Names and rules
  /** Value of the tag Application. @default "mcp-demo" */
  readonly application: string;
  /** Tags of everything, beside Environment, Application and Role. @default none */
  readonly tags: Readonly<Record<string, string>>;
  /** Controls that need not hold, by id, each with its reason. @default none */
  readonly policyExceptions: Readonly<Record<string, string>>;
  /** Differences from dev that `parity` lets pass, by name, each with its reason. @default none */
  readonly parityExceptions: Readonly<Record<string, string>>;
}
