import { describe, expect, it } from "vitest";
import { readStackFile } from "../../../../settings/from-stack-file.ts";
import { keys } from "../../../../settings/keys/keys.ts";
import { productionKeys } from "../../../../settings/production/keys/production-keys.ts";
import { severalValues } from "../../../../settings/production/keys/several-values.ts";
import { productionDefaults } from "../../../../settings/production/production-defaults.ts";
import { readSettings } from "../../../../settings/read.ts";

const shipped = () => readSettings("prod", readStackFile("prod"));

describe("Pulumi.prod.yaml as it comes", () => {
  it("reads to the defaults, but for the controls that it makes exceptions from", () => {
    const { production } = shipped();
    expect({ ...production, policyExceptions: {} }).toEqual(productionDefaults);
    expect(Object.keys(production?.policyExceptions ?? {})).toEqual([
      "RDS.23",
      "CKV_AWS_338",
      "RDS.5/*-replica-*",
      "CKV_AWS_145/*-access",
      "CKV_AWS_18/*-access",
      "CKV_AWS_18/snapshot-export",
      "CKV2_AWS_62",
      "CKV_AWS_144",
      "CKV_AWS_50",
      "CKV_AWS_116",
      "CKV_AWS_272",
    ]);
  });

  it("is what R2 asks for, value by value", () => {
    const { production, database, adminUser, demoData, guardrails } = shipped();
    expect({ database, adminUser, demoData, guardrails }).toEqual({
      database: "mcp_db",
      adminUser: "mcp_admin",
      demoData: undefined,
      guardrails: false,
    });
    expect(production).toMatchObject({
      server: "rds",
      engineVersion: "17",
      identifier: "mcp-demo-prod",
      instanceClass: "db.r7g.large",
      storageType: "gp3",
      allocatedStorage: 100,
      maxAllocatedStorage: 1000,
      multiAz: true,
      deletionProtection: true,
      backupRetention: 30,
      backupWindow: "03:00-04:00",
      maintenanceWindow: "sun:04:00-sun:05:00",
      region: "us-east-1",
      copyRegion: "us-west-2",
      backupReplication: true,
      snapshotExport: true,
      logExports: ["postgresql", "upgrade", "iam-db-auth-error"],
      logRetention: 30,
      monitoringInterval: 60,
      performanceInsightsRetention: 7,
      maxConnections: 200,
      profile: "production",
      replicas: 1,
      replicaAvailabilityZones: ["us-east-1b"],
      replicaBackupRetention: 7,
      auditTrail: true,
      monthlyBudget: "estimate",
    });
  });
});

describe("the keys of production", () => {
  it("are named as their fields, and have each field that has a default", () => {
    expect(Object.entries(productionKeys).map(([field, { name }]) => [field, name])).toEqual(
      Object.keys(productionKeys).map((field) => [field, field]),
    );
    expect(Object.keys(productionDefaults).filter((field) => !Object.hasOwn(productionKeys, field))).toEqual(
      [],
    );
  });

  it("share four with development, each with a default of its own here", () => {
    expect(Object.keys(productionKeys).filter((name) => Object.hasOwn(keys, name))).toEqual([
      "server",
      "profile",
      "replicas",
      "logRetention",
    ]);
  });

  it("that hold several values take a list or a map", () => {
    const several = Object.values(productionKeys)
      .filter(({ allowed }) => /^a (?:list|map)\b/.test(allowed))
      .map(({ name }) => name);
    expect(new Set(several)).toEqual(severalValues);
  });
});

describe("defaults that follow from other settings", () => {
  const production = (raw: Record<string, string>) => readSettings("prod", raw).production;

  it("are zones of the region", () => {
    const settings = production({ region: "eu-west-1" });
    expect(settings?.availabilityZones).toEqual(["eu-west-1a", "eu-west-1b"]);
    expect(settings?.replicaAvailabilityZones).toEqual(["eu-west-1b"]);
  });

  it("put the replicas into the zones in turn, from the second", () => {
    const availabilityZones = "us-east-1a,us-east-1b,us-east-1c";
    expect(production({ availabilityZones, replicas: "4" })?.replicaAvailabilityZones).toEqual([
      "us-east-1b",
      "us-east-1c",
      "us-east-1a",
      "us-east-1b",
    ]);
  });

  it("keep the replicas out of the primary's zone where it is known", () => {
    const raw = { multiAz: "false", availabilityZone: "us-east-1b", replicas: "2" };
    expect(production(raw)?.replicaAvailabilityZones).toEqual(["us-east-1a", "us-east-1a"]);
  });

  it("export the logs that Aurora has", () => {
    expect(production({ server: "aurora" })?.logExports).toEqual(["postgresql", "iam-db-auth-error"]);
  });
});
