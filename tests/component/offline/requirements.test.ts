import { beforeAll, describe, expect, it } from "vitest";
import type { OfflinePlan } from "../../../cli/offline/offline-plan.ts";
import { planOffline } from "../../../cli/offline/plan-offline.ts";
import type { PlannedResource } from "../../../policy/planned-resource.ts";

/** Requirements of the production server, by the values that its defaults come to. */
describe("stack prod, as it is configured", () => {
  let plan: OfflinePlan;
  beforeAll(async () => {
    plan = await planOffline("prod");
  });

  const only = (type: string, name?: string): PlannedResource => {
    const found = plan.resources.filter((one) => one.type === type && (name ?? one.name) === one.name);
    const [first] = found;
    if (first === undefined || found.length > 1) throw new Error(`${found.length} of ${type} ${name ?? ""}`);
    return first;
  };
  const inputs = (type: string, name?: string) => only(type, name).inputs;
  const instance = "aws:rds/instance:Instance";

  it("names server and administrator, and leaves the database to the layer inside, with its own collation", () => {
    expect(inputs(instance, "server")).toMatchObject({
      engine: "postgres",
      engineVersion: "17",
      identifier: "mcp-demo-prod",
      username: "mcp_admin",
      instanceClass: "db.r7g.large",
    });
    expect(inputs(instance, "server")).not.toHaveProperty("dbName");
    expect(inputs("postgresql:index/database:Database")).toMatchObject({
      template: "template0",
      lcCollate: "C",
      lcCtype: "C.UTF-8",
    });
  });

  it("has 100 GiB of gp3 that grow to 1,000, encrypted with a key of its own", () => {
    const server = only(instance, "server");
    expect(server.inputs).toMatchObject({
      allocatedStorage: 100,
      maxAllocatedStorage: 1000,
      storageType: "gp3",
      storageEncrypted: true,
      kmsKeyId: "(unknown)",
    });
    const [key = ""] = server.propertyDependencies.kmsKeyId ?? [];
    const made = plan.resources.find(({ urn }) => urn === key);
    expect(made?.type).toBe("aws:kms/key:Key");
    expect(made?.inputs).toMatchObject({ enableKeyRotation: true });
  });

  it("has a standby, is private, and is not deleted by mistake", () => {
    const server = only(instance, "server");
    expect(server.inputs).toMatchObject({
      multiAz: true,
      publiclyAccessible: false,
      deletionProtection: true,
      skipFinalSnapshot: false,
    });
    expect(server.protect).toBe(true);
  });

  it("keeps backups for 30 days, here and in the other region", () => {
    expect(inputs(instance, "server")).toMatchObject({
      backupRetentionPeriod: 30,
      backupWindow: "03:00-04:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
      copyTagsToSnapshot: true,
    });
    const copies = only("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication");
    expect(copies.inputs).toMatchObject({ retentionPeriod: 30 });
    const elsewhere = plan.resources.find(({ urn }) => urn === copies.provider);
    expect(elsewhere?.inputs.region).toBe("us-west-2");
  });

  it("exports its logs to groups that are there before, and keep them for 30 days", () => {
    const server = only(instance, "server");
    expect(server.inputs.enabledCloudwatchLogsExports).toEqual([
      "postgresql",
      "upgrade",
      "iam-db-auth-error",
    ]);
    for (const log of ["postgresql", "upgrade"]) {
      const group = only("aws:cloudwatch/logGroup:LogGroup", `server-${log}-log`);
      expect(group.inputs).toMatchObject({
        name: `/aws/rds/instance/mcp-demo-prod/${log}`,
        retentionInDays: 30,
        kmsKeyId: "(unknown)",
      });
      expect(server.dependencies).toContain(group.urn);
    }
  });

  it("is watched every 60 seconds, by a role of its own, and keeps statements for 7 days", () => {
    expect(inputs(instance, "server")).toMatchObject({
      monitoringInterval: 60,
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 7,
    });
    const [role = ""] = only(instance, "server").propertyDependencies.monitoringRoleArn ?? [];
    expect(plan.resources.find(({ urn }) => urn === role)?.type).toBe("aws:iam/role:Role");
  });

  it("sets the parameters that are asked for, static ones at the next restart", () => {
    const { family, parameters } = inputs("aws:rds/parameterGroup:ParameterGroup", "server-parameters");
    expect(family).toBe("postgres17");
    const byName = Object.fromEntries(
      (parameters as { name: string; value: string; applyMethod: string }[]).map(
        ({ name, value, applyMethod }) => [name, [value, applyMethod]],
      ),
    );
    expect(byName).toMatchObject({
      log_statement: ["ddl", "immediate"],
      log_min_duration_statement: ["1000", "immediate"],
      max_connections: ["200", "pending-reboot"],
      "rds.force_ssl": ["1", expect.any(String)],
      shared_preload_libraries: [expect.stringContaining("pg_stat_statements"), "pending-reboot"],
    });
    expect(byName.shared_preload_libraries?.[0]).not.toContain("vector");
  });

  it("has a replica in another zone, watched like the primary", () => {
    const replica = inputs(instance, "server-replica-1");
    expect(replica).toMatchObject({
      identifier: "mcp-demo-prod-replica-1",
      replicateSourceDb: "mcp-demo-prod",
      availabilityZone: "us-east-1b",
      backupRetentionPeriod: 7,
      monitoringInterval: 60,
      performanceInsightsEnabled: true,
      tags: { Role: "replica-1" },
    });
    for (const decided of ["dbName", "username", "password", "passwordWo", "allocatedStorage"])
      expect(replica).not.toHaveProperty(decided);
  });

  it("lets roles in by IAM, and keeps the administrator's password in a secret that rotates", () => {
    expect(inputs(instance, "server").iamDatabaseAuthenticationEnabled).toBe(true);
    expect(inputs(instance, "server")).not.toHaveProperty("manageMasterUserPassword");
    expect(inputs("aws:secretsmanager/secretRotation:SecretRotation")).toMatchObject({
      rotationRules: { automaticallyAfterDays: 30 },
    });
  });

  it("alarms at 80 % of the connections, and at a lag of 60 and of 100 seconds", () => {
    const threshold = (name: string) => inputs("aws:cloudwatch/metricAlarm:MetricAlarm", name).threshold;
    expect(threshold("alarms-primary-connections")).toBe(160);
    expect(threshold("alarms-replica-1-replica-lag")).toBe(60);
    expect(threshold("alarms-replica-1-replica-lag-critical")).toBe(100);
  });

  it("has the tags Environment, Application and Role on all that takes tags", () => {
    const tagged = plan.resources.filter(({ inputs: { tags } }) => typeof tags === "object" && tags !== null);
    expect(tagged.length).toBeGreaterThan(50);
    for (const { urn, inputs } of tagged)
      expect({ urn, tags: inputs.tags }).toEqual({
        urn,
        tags: expect.objectContaining({
          Environment: "prod",
          Application: "mcp-demo",
          Role: expect.any(String),
        }),
      });
  });
});
