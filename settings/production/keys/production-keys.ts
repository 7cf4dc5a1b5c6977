import { certificateAuthorities } from "../../../aws/certificate-authorities.ts";
import { logExports } from "../../../aws/log-exports.ts";
import { monitoringIntervals } from "../../../aws/monitoring-intervals.ts";
import { insightsRetentions, logRetentions } from "../../../aws/retention.ts";
import type { ReadableKey } from "../../keys/setting-key.ts";
import type { ProductionSettings } from "../production-settings.ts";
import { auroraCapacity } from "./aurora-capacity.ts";
import { awsId } from "./aws-id.ts";
import { choiceKey } from "./choice-key.ts";
import { engineVersion } from "./engine-version.ts";
import { flagKey } from "./flag-key.ts";
import { identifier } from "./identifier.ts";
import { instanceClassKey } from "./instance-class.ts";
import { listKey } from "./list-key.ts";
import { mapKey } from "./map-key.ts";
import { monthlyBudget } from "./monthly-budget.ts";
import { rangeKey, stepKey } from "./number-key.ts";
import {
  accountId,
  alarmEmail,
  application,
  copyKmsKeyArn,
  githubProviderArn,
  githubRepository,
  stateBucket,
  stateKeyArn,
} from "./patterns.ts";
import { regionKey } from "./region.ts";
import { server } from "./server-kind.ts";
import { storageSizeKey } from "./storage-size.ts";
import { vpcCidr } from "./vpc-cidr.ts";
import { backupWindow, maintenanceWindow } from "./window.ts";
import { zone } from "./zone.ts";

type Keys = {
  readonly [Name in keyof Required<ProductionSettings>]: ReadableKey<NonNullable<ProductionSettings[Name]>>;
};

/** Every key of stack prod beside the shared ones. docs/production-settings.md describes them; Pulumi.yaml does not have them. */
export const productionKeys: Keys = {
  server,
  accountId,
  region: regionKey("region"),
  availabilityZones: listKey("availabilityZones", zone),
  vpcId: awsId("vpcId", "vpc"),
  subnetIds: listKey("subnetIds", awsId("subnetIds", "subnet")),
  vpcCidr: vpcCidr("vpcCidr"),
  clientSecurityGroupIds: listKey("clientSecurityGroupIds", awsId("clientSecurityGroupIds", "sg")),
  identifier,
  engineVersion,
  instanceClass: instanceClassKey("instanceClass"),
  databasePort: rangeKey("databasePort", { min: 1150, max: 65_535 }),
  storageType: choiceKey("storageType", ["gp3", "io2"], "type of storage"),
  allocatedStorage: storageSizeKey("allocatedStorage"),
  maxAllocatedStorage: storageSizeKey("maxAllocatedStorage"),
  iops: rangeKey("iops", { min: 1000, max: 256_000 }),
  storageThroughput: rangeKey("storageThroughput", { min: 125, max: 4000 }),
  multiAz: flagKey("multiAz"),
  availabilityZone: { ...zone, name: "availabilityZone" },
  deletionProtection: flagKey("deletionProtection"),
  autoMinorVersionUpgrade: flagKey("autoMinorVersionUpgrade"),
  allowMajorVersionUpgrade: flagKey("allowMajorVersionUpgrade"),
  applyImmediately: flagKey("applyImmediately"),
  blueGreenUpdate: flagKey("blueGreenUpdate"),
  caCertificate: choiceKey("caCertificate", certificateAuthorities, "certificate authority of RDS"),
  profile: choiceKey(
    "profile",
    ["production", "writes", "workstation", "vector"],
    "profile for a server of RDS",
  ),
  maxConnections: rangeKey("maxConnections", { min: 6, max: 8388 }),
  parameters: mapKey("parameters", { of: "names and values", such: "work_mem: 65536" }),
  replicas: rangeKey("replicas", { min: 0, max: 15 }),
  replicaInstanceClass: instanceClassKey("replicaInstanceClass"),
  replicaAvailabilityZones: listKey("replicaAvailabilityZones", zone, { repeated: true }),
  replicaBackupRetention: rangeKey("replicaBackupRetention", { min: 0, max: 35 }),
  replicaDeletionProtection: flagKey("replicaDeletionProtection"),
  copyRegion: regionKey("copyRegion"),
  backupReplication: flagKey("backupReplication"),
  copyRegionReplica: flagKey("copyRegionReplica"),
  copyVpcCidr: vpcCidr("copyVpcCidr"),
  copyKmsKeyArn,
  backupRetention: rangeKey("backupRetention", { min: 0, max: 35 }),
  backupWindow,
  maintenanceWindow,
  backupPlan: flagKey("backupPlan"),
  vaultLock: choiceKey("vaultLock", ["governance", "compliance", "none"], "mode of a vault's lock"),
  snapshotExport: flagKey("snapshotExport"),
  logExports: listKey("logExports", choiceKey("logExports", logExports, "log of RDS for PostgreSQL")),
  logRetention: stepKey("logRetention", logRetentions, "days that CloudWatch has, such as 30, 90 or 365"),
  monitoringInterval: stepKey("monitoringInterval", monitoringIntervals, "0, 1, 5, 10, 15, 30 or 60 seconds"),
  performanceInsightsRetention: stepKey(
    "performanceInsightsRetention",
    insightsRetentions,
    "days: 7, a multiple of 31 up to 713, or 731",
  ),
  databaseInsights: choiceKey("databaseInsights", ["standard", "advanced"], "mode of Database Insights"),
  alarmEmails: listKey("alarmEmails", alarmEmail),
  dashboard: flagKey("dashboard"),
  auditTrail: flagKey("auditTrail"),
  monthlyBudget,
  proxy: flagKey("proxy"),
  bastion: flagKey("bastion"),
  secretRotationDays: rangeKey("secretRotationDays", { min: 1, max: 365 }),
  githubRepository,
  githubProviderArn,
  stateBucket,
  stateKeyArn,
  auroraServerless: flagKey("auroraServerless"),
  auroraMinCapacity: auroraCapacity("auroraMinCapacity", { min: 0, max: 256 }),
  auroraMaxCapacity: auroraCapacity("auroraMaxCapacity", { min: 1, max: 256 }),
  auroraMinReaders: rangeKey("auroraMinReaders", { min: 0, max: 15 }),
  auroraMaxReaders: rangeKey("auroraMaxReaders", { min: 0, max: 15 }),
  auroraGlobal: flagKey("auroraGlobal"),
  application,
  tags: mapKey("tags", { of: "names and values", such: "Team: shop" }),
  policyExceptions: mapKey("policyExceptions", {
    of: "controls and reasons",
    such: "RDS.23: the port is the one that clients know",
  }),
  parityExceptions: mapKey("parityExceptions", {
    of: "differences and reasons",
    such: "max_connections: a laptop has fewer clients",
  }),
};
