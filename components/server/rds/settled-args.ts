import { instanceClass as classOf, type InstanceClass } from "../../../aws/instance-class.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { RdsPostgresArgs } from "./rds-postgres-args.ts";
import { speedArgs } from "./storage-args.ts";

/** Arguments with their defaults. */
export type SettledArgs = Omit<RdsPostgresArgs, keyof typeof defaults | keyof Derived> &
  typeof defaults &
  Derived;

interface Derived {
  readonly majorVersion: number;
  /** Of the class. */
  readonly size: InstanceClass;
  readonly applyImmediately: boolean;
  readonly replicaInstanceClass: string;
  readonly replicaDeletionProtection: boolean;
  readonly backupReplication: boolean;
}

const defaults = {
  port: 5432,
  // AWS's own default since 2024; it ends in 2061 (RDS user guide, "Using SSL/TLS to encrypt a connection", November 2026).
  caCertificate: "rds-ca-rsa2048-g1",
  autoMinorVersionUpgrade: true,
  allowMajorVersionUpgrade: false,
  blueGreenUpdate: false,
  deletionProtection: true,
  multiAz: true,
  storageType: "gp3" as "gp3" | "io2",
  allocatedStorage: 100,
  maxAllocatedStorage: 1000,
  profile: "production" as NonNullable<RdsPostgresArgs["profile"]>,
  maxConnections: 200,
  parameters: {} as Readonly<Record<string, string>>,
  backupRetention: 30,
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:04:00-sun:05:00",
  logExports: ["postgresql", "upgrade", "iam-db-auth-error"] as readonly string[],
  logRetention: 30,
  monitoringInterval: 60,
  performanceInsightsRetention: 7,
  databaseInsights: "standard" as "standard" | "advanced",
  replicas: 0,
  replicaAvailabilityZones: [] as readonly string[],
  replicaBackupRetention: 7,
  copyRegionReplica: false,
};

/**
 * Arguments with their defaults.
 * @throws UserError for what AWS refuses, or what would be regretted, however the arguments came about
 */
export function settledArgs(args: RdsPostgresArgs): SettledArgs {
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  const merged = { ...defaults, ...(given as unknown as RdsPostgresArgs & typeof defaults) };
  const settled = {
    ...merged,
    majorVersion: majorVersion(merged.engineVersion),
    size: sizeOf(merged.instanceClass),
    applyImmediately: merged.applyImmediately ?? merged.allowMajorVersionUpgrade,
    replicaInstanceClass: merged.replicaInstanceClass ?? merged.instanceClass,
    replicaDeletionProtection: merged.replicaDeletionProtection ?? merged.deletionProtection,
    backupReplication: merged.backupReplication ?? merged.copyProvider !== undefined,
  };
  for (const check of checks) check(settled);
  return settled;
}

function majorVersion(engineVersion: string): number {
  if (/^[1-9]\d$/.test(engineVersion)) return Number(engineVersion);
  throw new UserError(`${engineVersion} is no major version`, {
    where: "engineVersion",
    mend: "Write the major version alone, such as 17: AWS installs minor ones, and a fixed one is a downgrade after that.",
  });
}

function sizeOf(instanceClass: string): InstanceClass {
  const size = classOf(instanceClass);
  if (size !== undefined) return size;
  throw new UserError("no class of an RDS instance that is known here", {
    where: `instanceClass ${instanceClass}`,
    mend: "Write one such as db.r7g.large or db.t4g.medium.",
  });
}

const checks: readonly ((args: SettledArgs) => void)[] = [
  speedArgs,
  ({ blueGreenUpdate, replicas, copyRegionReplica }) => {
    if (!blueGreenUpdate || (replicas === 0 && !copyRegionReplica)) return;
    throw new UserError("blue/green updates cannot be coordinated with read replicas", {
      where: "blueGreenUpdate",
      mend: "Turn it off: the server is then updated in place, and its replicas with it.",
    });
  },
  ({ replicas, backupRetention, copyRegionReplica, backupReplication, blueGreenUpdate }) => {
    const needed = replicas > 0 || copyRegionReplica || backupReplication || blueGreenUpdate;
    if (!needed || backupRetention >= 1) return;
    throw new UserError("replicas, copies and blue/green updates are made of automated backups", {
      where: "backupRetention",
      mend: "Keep backups for at least one day.",
    });
  },
  ({ multiAz, availabilityZone, replicas, replicaAvailabilityZones }) => {
    if (multiAz && availabilityZone !== undefined)
      throw new UserError("a server with a standby is in the zone it last failed over to", {
        where: "availabilityZone",
        mend: "Leave it out, or turn multiAz off.",
      });
    if (availabilityZone === undefined || replicas === 0) return;
    if (!replicaAvailabilityZones.slice(0, replicas).includes(availabilityZone)) return;
    throw new UserError("a replica in the primary's zone is lost with it", {
      where: "replicaAvailabilityZones",
      mend: `Name zones other than ${availabilityZone}.`,
    });
  },
  ({ copyProvider, copyRegion, copyKeyArn, backupReplication, copyRegionReplica }) => {
    if (!backupReplication && !copyRegionReplica) return;
    if (copyProvider !== undefined && copyRegion !== undefined && copyKeyArn !== undefined) return;
    throw new UserError("copies need a provider for the other region, its name and a key there", {
      where: "copyProvider, copyRegion, copyKeyArn",
      mend: "Give all three, or turn backupReplication and copyRegionReplica off.",
    });
  },
  ({ copyRegionReplica, copySubnetIds, copySecurityGroupIds, copyLogKeyArn }) => {
    if (!copyRegionReplica) return;
    if (copySubnetIds !== undefined && copySecurityGroupIds !== undefined && copyLogKeyArn !== undefined)
      return;
    throw new UserError("a replica in another region needs a network and a key for its logs there", {
      where: "copySubnetIds, copySecurityGroupIds, copyLogKeyArn",
      mend: "Give all three: without them AWS puts it into the default VPC.",
    });
  },
];
