import { describe, expect, it } from "vitest";
import { declaredRds, instanceType, madeRds, onlyOne } from "./rds.ts";
import { resolved } from "./values.ts";

const common = { Environment: "prod", Application: "shop" };

describe("replicas of RdsPostgres", () => {
  it("are components of their own, with an instance and its log groups", async () => {
    const alone = await declaredRds();
    const added = (await declaredRds({ replicas: 2 })).filter(
      ({ type, name }) => !alone.some((resource) => resource.type === type && resource.name === name),
    );
    const ofReplica = (number: number) => [
      `aws:cloudwatch/logGroup:LogGroup server-replica-${number}-iam-db-auth-error-log of server-replica-${number}`,
      `aws:cloudwatch/logGroup:LogGroup server-replica-${number}-postgresql-log of server-replica-${number}`,
      `aws:cloudwatch/logGroup:LogGroup server-replica-${number}-upgrade-log of server-replica-${number}`,
      `aws:rds/instance:Instance server-replica-${number} of server-replica-${number}`,
      `pgstack:index:ReadReplica server-replica-${number} of server`,
    ];
    expect(added.map(({ type, name, options }) => `${type} ${name} of ${options.parent}`).sort()).toEqual(
      [...ofReplica(1), ...ofReplica(2)].sort(),
    );
  });

  it("follow the primary with its parameters, key, monitoring and logs, and backups of their own", async () => {
    const resources = await declaredRds({ replicas: 1, replicaAvailabilityZones: ["us-east-1b"] });
    // Neither engine, database, user and password, nor subnets, key and size: these are the primary's, and AWS refuses them.
    expect(onlyOne(resources, instanceType, "server-replica-1").inputs).toEqual({
      identifier: "shop-prod-replica-1",
      replicateSourceDb: "shop-prod",
      instanceClass: "db.r7g.large",
      availabilityZone: "us-east-1b",
      multiAz: false,
      publiclyAccessible: false,
      port: 5432,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      storageType: "gp3",
      storageEncrypted: true,
      maxAllocatedStorage: 1000,
      parameterGroupName: "shop-prod-postgres17",
      vpcSecurityGroupIds: ["sg-database"],
      iamDatabaseAuthenticationEnabled: true,
      deletionProtection: true,
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      backupRetentionPeriod: 7,
      backupWindow: "03:00-04:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade", "iam-db-auth-error"],
      monitoringInterval: 60,
      monitoringRoleArn: "arn:aws:iam::123456789012:role/shop-prod-monitoring",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/data",
      performanceInsightsRetentionPeriod: 7,
      databaseInsightsMode: "standard",
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
      tags: { ...common, Role: "replica-1", Name: "shop-prod-replica-1" },
    });
  });

  it("log to groups of their own", async () => {
    const resources = await declaredRds({ replicas: 1 });
    const group = "/aws/rds/instance/shop-prod-replica-1/postgresql";
    expect(
      onlyOne(resources, "aws:cloudwatch/logGroup:LogGroup", "server-replica-1-postgresql-log").inputs,
    ).toEqual({
      name: group,
      retentionInDays: 30,
      kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/logs",
      tags: { ...common, Role: "log", Name: group },
    });
  });

  it("take class and days of backups of their own", async () => {
    const resources = await declaredRds({
      replicas: 1,
      replicaInstanceClass: "db.r7g.xlarge",
      replicaBackupRetention: 3,
    });
    const { inputs } = onlyOne(resources, instanceType, "server-replica-1");
    expect([inputs.instanceClass, inputs.backupRetentionPeriod]).toEqual(["db.r7g.xlarge", 3]);
  });

  it("are spread over the zones in turn, or put where AWS likes", async () => {
    const zones = async (replicaAvailabilityZones: string[]) =>
      (await declaredRds({ replicas: 3, replicaAvailabilityZones }))
        .filter(({ type, inputs }) => type === instanceType && inputs.replicateSourceDb !== undefined)
        .map(({ inputs }) => [inputs.identifier, inputs.availabilityZone])
        .sort();
    expect(await zones(["us-east-1b", "us-east-1c"])).toEqual([
      ["shop-prod-replica-1", "us-east-1b"],
      ["shop-prod-replica-2", "us-east-1c"],
      ["shop-prod-replica-3", "us-east-1b"],
    ]);
    expect((await zones([])).map(([, zone]) => zone)).toEqual([undefined, undefined, undefined]);
  });

  it("show no change of their ceiling that AWS never makes (terraform-provider-aws #44786)", async () => {
    const { options } = onlyOne(await declaredRds({ replicas: 1 }), instanceType, "server-replica-1");
    expect(options.ignoreChanges).toEqual(["maxAllocatedStorage"]);
  });

  it("leave the others as they are when there is one less (sst #5612)", async () => {
    const two = await declaredRds({ replicas: 2 });
    const one = await declaredRds({ replicas: 1 });
    const remaining = two.filter(({ name }) => !name.startsWith("server-replica-2"));
    const byName = (resources: typeof one) =>
      new Map(resources.map((resource) => [`${resource.type} ${resource.name}`, resource]));
    expect(byName(one)).toEqual(byName(remaining));
  });

  it("are let go without letting go of the primary", async () => {
    const protection = async (changed: Parameters<typeof declaredRds>[0]) => {
      const resources = await declaredRds({ replicas: 1, ...changed });
      return ["server", "server-replica-1"].map((name) => {
        const { inputs, options } = onlyOne(resources, instanceType, name);
        return [inputs.deletionProtection, options.protect ?? false];
      });
    };
    const [on, off] = [
      [true, true],
      [false, false],
    ];
    expect(await protection({})).toEqual([on, on]);
    expect(await protection({ replicaDeletionProtection: false })).toEqual([on, off]);
    expect(await protection({ deletionProtection: false })).toEqual([off, off]);
  });

  it("are readers, and what alarms watch", async () => {
    const { server } = await madeRds({ replicas: 2 });
    expect(server.readerCount).toBe(2);
    expect(await Promise.all(server.readers.map(resolved))).toEqual(
      [1, 2].map((number) => ({
        host: `shop-prod-replica-${number}.0f.us-east-1.rds.amazonaws.com`,
        port: 5432,
        name: `replica-${number}`,
        synchronous: false,
      })),
    );
    const [first] = server.replicas;
    expect(server.replicas.map(({ name }) => name)).toEqual(["replica-1", "replica-2"]);
    expect(await resolved(first?.identifier)).toBe("shop-prod-replica-1");
    expect(await resolved(first?.resourceId)).toBe("db-SHOP-PROD-REPLICA-1");
    expect(await resolved(first?.arn)).toBe("arn:aws:rds:us-east-1:123456789012:db:shop-prod-replica-1");
  });

  it("are updated in place with the primary, never as blue and green", async () => {
    const resources = await declaredRds({
      replicas: 1,
      engineVersion: "18",
      allowMajorVersionUpgrade: true,
    });
    const { inputs } = onlyOne(resources, instanceType, "server-replica-1");
    expect([inputs.parameterGroupName, inputs.engineVersion]).toEqual(["shop-prod-postgres18", undefined]);
    for (const resource of resources) expect(Object.keys(resource.inputs)).not.toContain("blueGreenUpdate");
  });
});
