import { all } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { AuroraPostgresArgs } from "../../components/server/aurora/aurora-postgres-args.ts";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { auroraParameters } from "../../configuration/rds/aurora-parameters.ts";
import type { RdsParameter } from "../../configuration/rds/rds-parameter.ts";
import {
  alone,
  args,
  clusterType,
  declared,
  inputsOf,
  instanceType,
  keyArn,
  logKeyArn,
  reader,
  secretArn,
  tags,
} from "./aurora.ts";
import { account, decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { allOf, familyOf, only } from "./only.ts";
import { resolved, secretInput } from "./values.ts";

/** What cluster and instances have alike. */
const watched = {
  monitoringInterval: 60,
  monitoringRoleArn: `arn:aws:iam::${account}:role/shop-prod-aurora-monitoring`,
  performanceInsightsEnabled: true,
  performanceInsightsKmsKeyId: keyArn,
  performanceInsightsRetentionPeriod: 7,
};

const scaled = [
  "aws:appautoscaling/policy:Policy server-readers-connections of server",
  "aws:appautoscaling/policy:Policy server-readers-cpu of server",
  "aws:appautoscaling/target:Target server-readers of server",
];

describe("AuroraPostgres", () => {
  it("declares a writer, a reader and what scales them, all of them its own", async () => {
    expect(familyOf(await declared())).toEqual([...alone, reader, ...scaled].sort());
  });

  it("declares no scaling where there is nothing to add, and no reader where none is wanted", async () => {
    expect(familyOf(await declared({ maxReaders: 1 }))).toEqual([...alone, reader].sort());
    expect(familyOf(await declared({ minReaders: 0, maxReaders: 0 }))).toEqual(alone);
  });

  it("keeps its arguments, one of which is a secret, out of the component's state", async () => {
    expect(only(await declared(), "pgstack:index:AuroraPostgres").inputs).toEqual({});
  });

  it("makes a cluster that is encrypted, protected, backed up and watched", async () => {
    const { inputs, options } = only(await declared(), clusterType);
    expect(inputs).toEqual({
      clusterIdentifier: "shop-prod",
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      engineVersion: "17",
      allowMajorVersionUpgrade: false,
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 16 },
      storageEncrypted: true,
      kmsKeyId: keyArn,
      port: 5432,
      dbSubnetGroupName: "shop-prod-aurora",
      vpcSecurityGroupIds: ["sg-database"],
      dbClusterParameterGroupName: "shop-prod-cluster-aurora-postgresql17",
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: 30,
      preferredBackupWindow: "03:00-04:00",
      preferredMaintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      deletionProtection: true,
      enabledCloudwatchLogsExports: ["postgresql", "iam-db-auth-error"],
      ...watched,
      databaseInsightsMode: "standard",
      masterUsername: "boss",
      masterPasswordWo: secretInput("First0Password"),
      masterPasswordWoVersion: 1,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "shop-prod-final-0f0f0f0f",
      tags: { ...tags, Role: "database-cluster", Name: "shop-prod" },
    });
    expect(options).toEqual({
      parent: "server",
      protect: true,
      ignoreChanges: [
        "databaseName",
        "masterUsername",
        "masterPasswordWo",
        "masterPasswordWoVersion",
        "globalClusterIdentifier",
      ],
      customTimeouts: { create: "3h", update: "3h", delete: "3h" },
      secretOutputs: ["masterPassword", "masterPasswordWo"],
      // Log groups come first, or RDS makes them.
      dependsOn: [
        "server-cluster-parameters",
        "server-final-snapshot",
        "server-iam-db-auth-error-log",
        "server-monitoring",
        "server-monitoring-policy",
        "server-postgresql-log",
        "server-subnets",
      ],
    });
  });

  it("makes instances in turn in the zones, the second one ready to take over", async () => {
    const instances = allOf(await declared({ minReaders: 2 }), instanceType);
    const instance = (identifier: string, zone: string, promotionTier: number) => ({
      identifier,
      clusterIdentifier: "shop-prod",
      engine: "aurora-postgresql",
      instanceClass: "db.serverless",
      availabilityZone: zone,
      dbSubnetGroupName: "shop-prod-aurora",
      dbParameterGroupName: "shop-prod-instance-aurora-postgresql17",
      publiclyAccessible: false,
      promotionTier,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      autoMinorVersionUpgrade: true,
      preferredMaintenanceWindow: "sun:04:00-sun:05:00",
      applyImmediately: false,
      copyTagsToSnapshot: true,
      ...watched,
      tags: { ...tags, Role: "database-instance", Name: identifier },
    });
    expect(instances.map(({ inputs }) => inputs)).toEqual([
      instance("shop-prod-1", "us-east-1a", 0),
      instance("shop-prod-2", "us-east-1b", 1),
      instance("shop-prod-3", "us-east-1a", 2),
    ]);
    expect(instances.map(({ options }) => options.customTimeouts)).toEqual(
      instances.map(() => ({ create: "3h", update: "3h", delete: "3h" })),
    );
    // The first of a cluster becomes its writer.
    expect(instances.map(({ options }) => options.dependsOn?.includes("server-1"))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("takes a class in place of capacity", async () => {
    const changed = { instanceClass: "db.r7g.large" };
    expect((await inputsOf(instanceType, "server-1", changed)).instanceClass).toBe("db.r7g.large");
    expect(await inputsOf(clusterType, "server", changed)).not.toHaveProperty(
      "serverlessv2ScalingConfiguration",
    );
  });

  it("has storage without a price for each access when asked", async () => {
    expect(await inputsOf(clusterType, "server")).not.toHaveProperty("storageType");
    expect((await inputsOf(clusterType, "server", { ioOptimized: true })).storageType).toBe("aurora-iopt1");
  });

  it("names the groups of parameters by their family, and the instances' one for a major upgrade", async () => {
    const changed = { parameters: { statement_timeout: "60000" } };
    const resources = await declared(changed);
    const { cluster, instance } = auroraParameters({
      profile: "production",
      majorVersion: 17,
      preload: ["pg_stat_statements", "auto_explain", "pgaudit", "pg_cron"],
      maxConnections: 200,
      // Half a capacity unit.
      size: { memory: 1024 ** 3, cores: 1 },
      serverless: true,
      overrides: { log_connections: "1", log_disconnections: "1", statement_timeout: "60000" },
    });
    const plain = (group: readonly RdsParameter[]) =>
      group.map(({ name, value, applyMethod }) => ({ name, value, applyMethod }));
    expect(
      only(resources, "aws:rds/clusterParameterGroup:ClusterParameterGroup", "server-cluster-parameters")
        .inputs,
    ).toEqual({
      name: "shop-prod-cluster-aurora-postgresql17",
      family: "aurora-postgresql17",
      description: "shop-prod: parameters of the cluster",
      parameters: plain(cluster),
      tags: { ...tags, Role: "cluster-parameters", Name: "shop-prod-cluster-aurora-postgresql17" },
    });
    expect(only(resources, "aws:rds/parameterGroup:ParameterGroup").inputs).toEqual({
      name: "shop-prod-instance-aurora-postgresql17",
      family: "aurora-postgresql17",
      description: "shop-prod: parameters of its instances",
      parameters: plain(instance),
      tags: { ...tags, Role: "instance-parameters", Name: "shop-prod-instance-aurora-postgresql17" },
    });
    expect(
      await inputsOf(clusterType, "server", { engineVersion: "18", allowMajorVersionUpgrade: true }),
    ).toMatchObject({
      engineVersion: "18",
      allowMajorVersionUpgrade: true,
      dbClusterParameterGroupName: "shop-prod-cluster-aurora-postgresql18",
      dbInstanceParameterGroupName: "shop-prod-instance-aurora-postgresql18",
    });
  });

  it("computes parameters by the class where there is one", async () => {
    const resources = await declared({ instanceClass: "db.r7g.xlarge" });
    expect(only(resources, "aws:rds/parameterGroup:ParameterGroup").inputs.parameters).toContainEqual({
      name: "work_mem",
      value: "LEAST({DBInstanceClassMemory/819200},2097152)",
      applyMethod: "immediate",
    });
  });

  it("makes changes that restart in the window, those of a major upgrade and those asked for at once", async () => {
    const atOnce = async (changed: Partial<AuroraPostgresArgs>) => {
      const resources = await declared({ maxReaders: 1, ...changed });
      const both = [clusterType, instanceType].flatMap((type) => allOf(resources, type));
      return both.map(({ inputs }) => inputs.applyImmediately);
    };
    expect(await atOnce({})).toEqual([false, false, false]);
    expect(await atOnce({ allowMajorVersionUpgrade: true })).toEqual([true, true, true]);
    expect(await atOnce({ applyImmediately: true })).toEqual([true, true, true]);
    expect(await atOnce({ allowMajorVersionUpgrade: true, applyImmediately: false })).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("keeps logs as long as asked, encrypted", async () => {
    const logs = allOf(await declared(), "aws:cloudwatch/logGroup:LogGroup");
    expect(logs.map(({ inputs }) => inputs)).toEqual(
      ["iam-db-auth-error", "postgresql"].map((log) => ({
        name: `/aws/rds/cluster/shop-prod/${log}`,
        retentionInDays: 30,
        kmsKeyId: logKeyArn,
        tags: { ...tags, Role: "log", Name: `/aws/rds/cluster/shop-prod/${log}` },
      })),
    );
  });

  it("lets enhanced monitoring's role be used for this account alone, and has none without monitoring", async () => {
    const resources = await declared();
    const role = only(resources, "aws:iam/role:Role").inputs;
    expect(role).toMatchObject({ name: "shop-prod-aurora-monitoring", tags: { Role: "monitoring" } });
    expect(JSON.parse(String(role.assumeRolePolicy)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ]);
    expect(only(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs).toEqual({
      role: "shop-prod-aurora-monitoring",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    });
    const without = await declared({ monitoringInterval: 0 });
    expect(without.filter(({ type }) => type.startsWith("aws:iam/"))).toEqual([]);
    expect(only(without, clusterType).inputs).not.toHaveProperty("monitoringRoleArn");
  });

  it("adds readers by processor and by connections", async () => {
    const resources = await declared();
    const scaled = {
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: "cluster:shop-prod",
    };
    const target = only(resources, "aws:appautoscaling/target:Target");
    expect(target.inputs).toEqual({
      ...scaled,
      minCapacity: 1,
      maxCapacity: 3,
      tags: { ...tags, Role: "reader-scaling", Name: "shop-prod-readers" },
    });
    expect(target.options.dependsOn).toEqual(["server", "server-1", "server-2"]);
    const policies = allOf(resources, "aws:appautoscaling/policy:Policy");
    const goal = (name: string, predefinedMetricType: string, targetValue: number) => ({
      name,
      policyType: "TargetTrackingScaling",
      ...scaled,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType },
        targetValue,
        scaleInCooldown: 900,
        scaleOutCooldown: 300,
      },
    });
    expect(policies.map(({ inputs }) => inputs)).toEqual([
      goal("shop-prod-readers-connections", "RDSReaderAverageDatabaseConnections", 140),
      goal("shop-prod-readers-cpu", "RDSReaderAverageCPUUtilization", 70),
    ]);
  });

  it.each([
    [{ maxReaders: 0 }, "at most 0 readers are allowed, and 1 are always there"],
    [{ minReaders: 0 }, "readers are added by the load of those that are there, and there is none"],
    [{ maxReaders: 16 }, "16 readers are more than a cluster has: 15"],
    [{ instanceClass: "db.r7g.huge" }, "no class of an Aurora instance that is known here"],
    [{ parameters: { max_wal_size: "4096" } }, "Aurora has no parameter max_wal_size"],
  ])("refuses %j before anything is declared", (changed, message) => {
    expect(() => new AuroraPostgres("server", { ...args, ...changed })).toThrow(message);
  });

  it("is what a server is to everything above it", async () => {
    let server: AuroraPostgres | undefined;
    await registered(() => {
      server = new AuroraPostgres("server", { ...args, caFile: "rds.pem" });
    }, decidedByAws);
    if (server === undefined) throw new Error("nothing was declared");
    expect(server).toMatchObject({
      kind: "aurora",
      majorVersion: 17,
      tls: "verify-full",
      limits: [],
      readerCount: 1,
      maxConnections: 4,
      pooler: undefined,
      capabilities: {
        loginsEnforced: true,
        superuser: false,
        replication: false,
        iam: true,
        preloadLibraries: true,
        scheduledJobs: true,
        concurrentSessions: true,
      },
    });
    expect(await resolved(server.address)).toBe("shop-prod.cluster-0f.us-east-1.rds.amazonaws.com");
    expect(await resolved(server.port)).toBe(5432);
    expect(await resolved(server.database)).toBe("shop");
    expect(await resolved(server.adminUser)).toBe("boss");
    expect(await resolved(server.adminCredential)).toBe(secretArn);
    expect(server.adminPassword).toBeUndefined();
    expect(await resolved(server.caFile)).toBe("rds.pem");
    expect(server.readers).toHaveLength(1);
    expect(await resolved(server.readers[0])).toEqual({
      host: "shop-prod.cluster-ro-0f.us-east-1.rds.amazonaws.com",
      port: 5432,
      name: "reader",
      synchronous: false,
    });
    expect(await resolved(server.systemIdentifier)).toBe("cluster-0F");
    expect(await resolved(server.identity)).toBe("cluster-0F");
    expect(await resolved(server.resourceId)).toBe("cluster-0F");
    expect(await resolved(server.arn)).toBe(`arn:aws:rds:us-east-1:${account}:cluster:shop-prod`);
    expect(server.instances.map(({ name }) => name)).toEqual(["instance-1", "instance-2"]);
    expect(await resolved(server.instances[1]?.identifier)).toBe("shop-prod-2");
    expect(await resolved(server.instances[1]?.resourceId)).toBe("db-shop-prod-2");
    expect(await Promise.all(Object.values(server.logGroups).map(resolved))).toEqual([
      "/aws/rds/cluster/shop-prod/postgresql",
      "/aws/rds/cluster/shop-prod/iam-db-auth-error",
    ]);
  });

  it("has no readers to name without one", async () => {
    let server: AuroraPostgres | undefined;
    await registered(() => {
      server = new AuroraPostgres("server", { ...args, minReaders: 0, maxReaders: 0 });
    }, decidedByAws);
    expect(server?.readerCount).toBe(0);
    expect(server?.readers).toEqual([]);
  });

  it("makes what applications connect to, once the cluster is there", async () => {
    let server: AuroraPostgres | undefined;
    await registered(() => {
      server = new AuroraPostgres("server", {
        ...args,
        pooler: (identifier, resourceId) =>
          all([identifier, resourceId]).apply((names) => ({ host: names.join("/"), port: 1 })),
      });
    }, decidedByAws);
    expect(await resolved(server?.pooler)).toEqual({ host: "shop-prod/cluster-0F", port: 1 });
  });
});
