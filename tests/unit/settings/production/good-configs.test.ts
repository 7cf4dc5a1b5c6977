import { describe, expect, it } from "vitest";
import { checkSettings } from "../../../../settings/check-settings.ts";

const today = new Date("2026-11-28");
const mistakesOf = (raw: Readonly<Record<string, string>>, day = today) =>
  checkSettings("prod", raw, { today: day }).mistakes;

const kms = (region: string, account = "123456789012") =>
  `arn:aws:kms:${region}:${account}:key/12345678-1234-1234-1234-123456789012`;
const vpc = {
  vpcId: "vpc-0a1b2c3d4e5f60718",
  subnetIds: "subnet-0a1b2c3d4e5f60718, subnet-0a1b2c3d4e5f60719",
};

/** Each stands at a boundary beyond which something in `bad-configs/` is refused. */
const good: readonly Readonly<Record<string, string>>[] = [
  {},
  { server: "auto" },
  { server: "rds" },
  { server: "aurora" },
  { demoData: "false" },
  { accountId: "012345678901" },
  { region: "us-west-2", copyRegion: "us-east-1" },
  { availabilityZones: '["us-east-1c","us-east-1f"]' },
  { availabilityZones: "us-east-1a, us-east-1b, us-east-1c" },
  { availabilityZone: "us-east-1a", multiAz: "false" },
  vpc,
  { ...vpc, clientSecurityGroupIds: "sg-0a1b2c3d" },
  { vpcCidr: "10.0.0.0/16" },
  { vpcCidr: "172.31.255.0/24" },
  { vpcCidr: "192.168.0.0/16" },
  { identifier: "a" },
  { identifier: "a".repeat(32) },
  { identifier: "a".repeat(43), snapshotExport: "false" },
  { identifier: "a".repeat(48), snapshotExport: "false", backupPlan: "false" },
  { engineVersion: "14", instanceClass: "db.m8a.large" },
  { engineVersion: "18" },
  { instanceClass: "db.t4g.medium" },
  { instanceClass: "db.x2g.16xlarge" },
  { region: "eu-central-1", instanceClass: "db.m6i.large" },
  { databasePort: "1150" },
  { databasePort: "65535" },
  { storageType: "io2", iops: "1000" },
  { storageType: "io2", iops: "3600", allocatedStorage: "100GB" },
  { allocatedStorage: "20GB" },
  { allocatedStorage: "399GB" },
  { allocatedStorage: "400GB", iops: "12000", storageThroughput: "500" },
  { allocatedStorage: "400GB", iops: "64000", storageThroughput: "4000", instanceClass: "db.r7i.48xlarge" },
  { allocatedStorage: "65536GB", maxAllocatedStorage: "65536GB" },
  { maxAllocatedStorage: "110GB" },
  { maxAllocatedStorage: "100GB" },
  { blueGreenUpdate: "true", replicas: "0" },
  {
    blueGreenUpdate: "true",
    replicas: "0",
    allowMajorVersionUpgrade: "true",
    parameters: "rds.logical_replication=1",
  },
  { allowMajorVersionUpgrade: "true" },
  { profile: "vector" },
  { maxConnections: "6" },
  { instanceClass: "db.t4g.micro", maxConnections: "112", replicaInstanceClass: "db.t4g.micro" },
  { parameters: '{"shared_buffers":"524288"}' },
  { parameters: '{"shared_buffers":"{DBInstanceClassMemory/32768}"}' },
  { parameters: '{"maintenance_work_mem":"LEAST({DBInstanceClassMemory/16384},2097152)"}' },
  { parameters: '{"work_mem":65536,"jit":"off"}' },
  { parameters: '{"work_mem":"64"}' },
  { parameters: '{"rds.force_ssl":"1","log_statement":"all","log_min_duration_statement":"0"}' },
  { parameters: '{"shared_preload_libraries":"pg_stat_statements,pgaudit,pg_cron"}' },
  { engineVersion: "18", parameters: '{"shared_preload_libraries":"pg_stat_statements,pg_overexplain"}' },
  { parameters: '{"random_page_cost":"1.1","cpu_tuple_cost":"0.01"}' },
  { parameters: '{"wal_compression":"zstd","synchronous_commit":"0"}' },
  { parameters: "{}" },
  { replicas: "0" },
  { replicas: "15" },
  { replicas: "2", replicaAvailabilityZones: "us-east-1b,us-east-1b" },
  { replicaInstanceClass: "db.r7g.xlarge" },
  { replicaInstanceClass: "db.r6i.large" },
  { copyRegionReplica: "true" },
  { copyKmsKeyArn: kms("us-west-2"), accountId: "123456789012" },
  { backupRetention: "1" },
  { backupRetention: "35" },
  { backupRetention: "0", replicas: "0", backupReplication: "false" },
  { backupWindow: "03:00-03:30" },
  { maintenanceWindow: "sun:02:30-sun:03:00" },
  { maintenanceWindow: "Sun:04:00-Mon:03:00" },
  { backupWindow: "23:45-00:30", maintenanceWindow: "mon:00:30-mon:01:00" },
  { backupWindow: "00:30-01:00", maintenanceWindow: "sun:23:45-mon:00:30" },
  { vaultLock: "compliance" },
  { backupPlan: "false" },
  { logExports: "postgresql" },
  { logRetention: "1" },
  { logRetention: "3653" },
  { monitoringInterval: "0" },
  { performanceInsightsRetention: "713" },
  { performanceInsightsRetention: "731" },
  { databaseInsights: "advanced", performanceInsightsRetention: "465" },
  { alarmEmails: '["ops@example.com","a.b+c@sub.example.org"]' },
  { monthlyBudget: "1" },
  { monthlyBudget: "estimate" },
  { secretRotationDays: "365" },
  { githubRepository: "my-org/my.shop_2" },
  { githubProviderArn: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
  { stateBucket: "acme-pulumi-state", stateKeyArn: kms("us-east-1") },
  { deletionProtection: "false", multiAz: "false" },
  { server: "aurora", auroraServerless: "false", instanceClass: "db.r7g.large" },
  { server: "aurora", auroraMinCapacity: "0", auroraMaxCapacity: "1" },
  { server: "aurora", auroraMinCapacity: "256", auroraMaxCapacity: "256" },
  { server: "aurora", auroraMinReaders: "15", auroraMaxReaders: "15" },
  { server: "aurora", backupRetention: "1", logExports: "postgresql" },
  { tags: "Team=shop, Cost Center=42" },
  {
    tags: JSON.stringify(
      Object.fromEntries(Array.from({ length: 46 }, (_, at) => [`Tag${at}`, "x".repeat(256)])),
    ),
  },
  { policyExceptions: '{"RDS.23":"clients know this port"}' },
  { guardrails: "true", allocatedStorage: "40GB", maxAllocatedStorage: "50GB", monthlyBudget: "45" },
  { adminUser: "a".repeat(16) },
  { database: "shop_2" },
];

describe("a good configuration of production", () => {
  it.each(good.map((raw) => [JSON.stringify(raw), raw] as const))("%s", (_, raw) => {
    expect(mistakesOf(raw)).toEqual([]);
  });
});

describe("the end of a version's support", () => {
  it.each([
    ["2027-02-28T23:59:59Z", []],
    [
      "2027-03-01T00:00:00Z",
      ["out of standard support since 2027-02-28, and Extended Support is paid for apart"],
    ],
  ])("is by the day: 14 on %s", (day, problems) => {
    expect(mistakesOf({ engineVersion: "14" }, new Date(day)).map(({ problem }) => problem)).toEqual(
      problems,
    );
  });

  it("leaves a class to the versions that run on it", () => {
    expect(
      mistakesOf({ engineVersion: "13", instanceClass: "db.m8a.large" }, new Date("2025-11-28")),
    ).toEqual([
      {
        key: "pgstack:instanceClass",
        given: "db.m8a.large",
        problem: "db.m8a runs PostgreSQL 14 and newer",
        mend: "use db.m8g.large, or a newer pgstack:engineVersion",
      },
    ]);
  });
});
