import { describe, expect, it } from "vitest";
import {
  declaredRds,
  instanceType,
  madeRds,
  onlyOne,
  parameterGroupType,
  primaryOf,
  rdsArgs,
} from "./rds.ts";
import { resolved, secretInput } from "./values.ts";

const common = { Environment: "prod", Application: "shop" };
const names = async (changed: Parameters<typeof declaredRds>[0] = {}) =>
  (await declaredRds(changed))
    .map(({ type, name, options }) => `${type} ${name} of ${options.parent}`)
    .sort();

describe("RdsPostgres", () => {
  const alone = [
    "aws:cloudwatch/logGroup:LogGroup server-iam-db-auth-error-log of server",
    "aws:cloudwatch/logGroup:LogGroup server-postgresql-log of server",
    "aws:cloudwatch/logGroup:LogGroup server-upgrade-log of server",
    "aws:iam/role:Role server-monitoring of server",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment server-monitoring-policy of server",
    "aws:rds/instance:Instance server of server",
    "aws:rds/parameterGroup:ParameterGroup server-parameters of server",
    "aws:rds/subnetGroup:SubnetGroup server-subnets of server",
    "pgstack:index:RdsPostgres server of undefined",
    "random:index/randomId:RandomId server-final-snapshot of server",
  ];

  it("declares these resources and no other, all of them its own", async () => {
    expect(await names()).toEqual(alone);
  });

  it("has no role of monitoring without monitoring", async () => {
    const resources = await declaredRds({ monitoringInterval: 0 });
    expect(resources.some(({ type }) => type.startsWith("aws:iam/"))).toBe(false);
    const { monitoringInterval, monitoringRoleArn } = primaryOf(resources).inputs;
    expect([monitoringInterval, monitoringRoleArn]).toEqual([0, undefined]);
  });

  it("keeps its arguments, among them a password, out of the component's state", async () => {
    expect(onlyOne(await declaredRds(), "pgstack:index:RdsPostgres", "server").inputs).toEqual({});
  });

  it("declares the instance of requirement R2 by its defaults, input by input", async () => {
    expect(primaryOf(await declaredRds()).inputs).toEqual({
      identifier: "shop-prod",
      engine: "postgres",
      engineVersion: "17",
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      applyImmediately: false,
      instanceClass: "db.r7g.large",
      username: "shop_admin",
      passwordWo: secretInput("First0Password"),
      passwordWoVersion: 1,
      iamDatabaseAuthenticationEnabled: true,
      port: 5432,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      storageType: "gp3",
      allocatedStorage: 100,
      maxAllocatedStorage: 1000,
      storageEncrypted: true,
      kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/data",
      multiAz: true,
      publiclyAccessible: false,
      dbSubnetGroupName: "shop-prod",
      vpcSecurityGroupIds: ["sg-database"],
      parameterGroupName: "shop-prod-postgres17",
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "shop-prod-final-0badcafe",
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      backupRetentionPeriod: 30,
      backupWindow: "03:00-04:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
      enabledCloudwatchLogsExports: ["postgresql", "upgrade", "iam-db-auth-error"],
      monitoringInterval: 60,
      monitoringRoleArn: "arn:aws:iam::123456789012:role/shop-prod-monitoring",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/data",
      performanceInsightsRetentionPeriod: 7,
      databaseInsightsMode: "standard",
      tags: { ...common, Role: "primary", Name: "shop-prod" },
    });
  });

  it("takes every setting in place of its default", async () => {
    const { inputs } = primaryOf(
      await declaredRds({
        port: 6432,
        caCertificate: "rds-ca-ecc384-g1",
        autoMinorVersionUpgrade: false,
        applyImmediately: true,
        multiAz: false,
        availabilityZone: "us-east-1c",
        storageType: "io2",
        iops: 20_000,
        backupRetention: 14,
        backupWindow: "01:00-02:00",
        maintenanceWindow: "mon:02:00-mon:03:00",
        logExports: ["postgresql"],
        monitoringInterval: 15,
        performanceInsightsRetention: 465,
        databaseInsights: "advanced",
      }),
    );
    expect(inputs).toMatchObject({
      port: 6432,
      caCertIdentifier: "rds-ca-ecc384-g1",
      autoMinorVersionUpgrade: false,
      applyImmediately: true,
      multiAz: false,
      availabilityZone: "us-east-1c",
      storageType: "io2",
      iops: 20_000,
      backupRetentionPeriod: 14,
      backupWindow: "01:00-02:00",
      maintenanceWindow: "mon:02:00-mon:03:00",
      enabledCloudwatchLogsExports: ["postgresql"],
      monitoringInterval: 15,
      performanceInsightsRetentionPeriod: 465,
      databaseInsightsMode: "advanced",
    });
  });

  it("takes a setting that is not set for its default", async () => {
    const defaults = primaryOf(await declaredRds());
    expect(primaryOf(await declaredRds({ port: undefined, multiAz: undefined, iops: undefined }))).toEqual(
      defaults,
    );
  });

  it("puts the instance into private subnets, by a group of its own", async () => {
    expect(onlyOne(await declaredRds(), "aws:rds/subnetGroup:SubnetGroup", "server-subnets").inputs).toEqual({
      name: "shop-prod",
      description: "Private subnets of shop-prod",
      subnetIds: ["subnet-a", "subnet-b"],
      tags: { ...common, Role: "subnets", Name: "shop-prod" },
    });
  });

  it("lets RDS monitor this account's instance and replicas as a role that does nothing else", async () => {
    const resources = await declaredRds();
    const { inputs } = onlyOne(resources, "aws:iam/role:Role", "server-monitoring");
    expect({ ...inputs, assumeRolePolicy: JSON.parse(String(inputs.assumeRolePolicy)) }).toEqual({
      name: "shop-prod-monitoring",
      description: "Enhanced monitoring of shop-prod and its replicas",
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "monitoring.rds.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": "123456789012" },
              ArnLike: {
                "aws:SourceArn": [
                  "arn:aws:rds:*:123456789012:db:shop-prod",
                  "arn:aws:rds:*:123456789012:db:shop-prod-replica-*",
                ],
              },
            },
          },
        ],
      },
      tags: { ...common, Role: "monitoring", Name: "shop-prod-monitoring" },
    });
    const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    expect(onlyOne(resources, attachment, "server-monitoring-policy").inputs).toEqual({
      role: "shop-prod-monitoring",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    });
  });

  it("shortens the name of the role to what IAM takes", async () => {
    const identifier = "a".repeat(63);
    const role = onlyOne(await declaredRds({ identifier }), "aws:iam/role:Role", "server-monitoring");
    expect(role.inputs.name).toBe(`${"a".repeat(53)}-monitoring`);
  });

  it("keeps each exported log encrypted, for as long as is asked for", async () => {
    const groups = (await declaredRds({ logRetention: 365 })).filter(
      ({ type }) => type === "aws:cloudwatch/logGroup:LogGroup",
    );
    expect(Object.fromEntries(groups.map(({ name, inputs }) => [name, inputs]))).toEqual(
      Object.fromEntries(
        ["postgresql", "upgrade", "iam-db-auth-error"].map((log) => [
          `server-${log}-log`,
          {
            name: `/aws/rds/instance/shop-prod/${log}`,
            retentionInDays: 365,
            kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/logs",
            tags: { ...common, Role: "log", Name: `/aws/rds/instance/shop-prod/${log}` },
          },
        ]),
      ),
    );
  });

  it("is protected from deletion by AWS and by Pulumi, until both are told otherwise", async () => {
    const protection = async (deletionProtection?: boolean) => {
      const { inputs, options } = primaryOf(await declaredRds({ deletionProtection }));
      return [inputs.deletionProtection, options.protect ?? false];
    };
    expect(await protection()).toEqual([true, true]);
    expect(await protection(false)).toEqual([false, false]);
  });

  it("gives AWS hours for what takes hours", async () => {
    expect(primaryOf(await declaredRds()).options.customTimeouts).toEqual({
      create: "3h",
      update: "3h",
      delete: "3h",
    });
  });

  it("fills the contract", async () => {
    const { server } = await madeRds();
    expect([server.kind, server.majorVersion, server.tls, server.maxConnections, server.readerCount]).toEqual(
      ["rds", 17, "verify-full", 4, 0],
    );
    expect(server.capabilities).toEqual({
      loginsEnforced: true,
      superuser: false,
      replication: true,
      iam: true,
      preloadLibraries: true,
      scheduledJobs: true,
      concurrentSessions: true,
    });
    expect(server.limits).toEqual([]);
    expect(await resolved(server.address)).toBe("shop-prod.0f.us-east-1.rds.amazonaws.com");
    expect(await resolved(server.port)).toBe(5432);
    expect(await resolved(server.database)).toBe("shop");
    expect(await resolved(server.adminUser)).toBe("shop_admin");
    expect(await resolved(server.adminCredential)).toBe(rdsArgs.adminSecretArn);
    expect(server.adminPassword).toBeUndefined();
    expect(await resolved(server.caFile)).toBe("certificates/rds.pem");
    expect(server.readers).toEqual([]);
    expect(server.pooler).toBeUndefined();
    expect(await resolved(server.systemIdentifier)).toBe("db-SHOP-PROD");
    expect(await resolved(server.identity)).toBe("db-SHOP-PROD");
    expect(await resolved(server.resourceId)).toBe("db-SHOP-PROD");
    expect(await resolved(server.instanceIdentifier)).toBe("shop-prod");
    expect(await resolved(server.arn)).toBe("arn:aws:rds:us-east-1:123456789012:db:shop-prod");
    expect([server.replicas, server.copyReplica]).toEqual([[], undefined]);
    expect(Object.keys(server.logGroups)).toEqual(["postgresql", "upgrade", "iam-db-auth-error"]);
    expect(await resolved(server.logGroups.postgresql)).toBe("/aws/rds/instance/shop-prod/postgresql");
    expect(await resolved(server.ready.urn)).toContain(`${instanceType}::server`);
  });

  it("schedules jobs while it loads pg_cron", async () => {
    const schedules = async (shared_preload_libraries: string) =>
      (await madeRds({ parameters: { shared_preload_libraries } })).server.capabilities.scheduledJobs;
    expect(await schedules("pg_stat_statements, pg_cron")).toBe(true);
    expect(await schedules("pg_stat_statements,pg_cron_of_others")).toBe(false);
  });

  it("names as its pooler what is made before the instance", async () => {
    const { server } = await madeRds({
      pooler: (identifier) => identifier.apply((name) => ({ host: `proxy-of-${name}`, port: 5432 })),
    });
    expect(await resolved(server.pooler)).toEqual({ host: "proxy-of-shop-prod", port: 5432 });
  });

  it("has its parameter group in the family of its major version", async () => {
    const { inputs } = onlyOne(await declaredRds(), parameterGroupType, "server-parameters");
    expect({ ...inputs, parameters: undefined }).toEqual({
      name: "shop-prod-postgres17",
      family: "postgres17",
      description: "Parameters of shop-prod",
      tags: { ...common, Role: "parameters", Name: "shop-prod-postgres17" },
    });
  });
});
