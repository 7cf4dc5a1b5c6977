import { Provider } from "@pulumi/aws/provider.js";
import { describe, expect, it } from "vitest";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { alone, args, clusterType, inputsOf, instanceType, reader, tags } from "./aurora.ts";
import { account, decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { familyOf, only } from "./only.ts";
import { remembered } from "./remembered.ts";

describe("GlobalDatabase", () => {
  const copyKey = `arn:aws:kms:us-west-2:${account}:key/copies`;
  const declaredGlobal = remembered(() =>
    registered(() => {
      const provider = new Provider("copies", { region: "us-west-2" });
      return new AuroraPostgres("server", {
        ...args,
        maxReaders: 1,
        second: {
          provider,
          sourceRegion: "us-east-1",
          identifier: "shop-prod-copy",
          availabilityZones: ["us-west-2a", "us-west-2b"],
          subnetIds: ["subnet-west-a", "subnet-west-b"],
          securityGroupIds: ["sg-west"],
          keyArn: copyKey,
          logKeyArn: copyKey,
        },
      });
    }, decidedByAws),
  );
  const children = [
    "aws:cloudwatch/logGroup:LogGroup server-global-iam-db-auth-error-log of server-global",
    "aws:cloudwatch/logGroup:LogGroup server-global-postgresql-log of server-global",
    "aws:rds/cluster:Cluster server-global-cluster of server-global",
    "aws:rds/clusterInstance:ClusterInstance server-global-1 of server-global",
    "aws:rds/clusterInstance:ClusterInstance server-global-2 of server-global",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup server-global-cluster-parameters of server-global",
    "aws:rds/globalCluster:GlobalCluster server-global of server-global",
    "aws:rds/parameterGroup:ParameterGroup server-global-instance-parameters of server-global",
    "aws:rds/subnetGroup:SubnetGroup server-global-subnets of server-global",
  ];

  it("declares a second cluster in the other region, and all that it needs there", async () => {
    const resources = await declaredGlobal();
    expect(familyOf(resources)).toEqual(
      [
        ...alone,
        reader,
        ...children,
        "pgstack:index:GlobalDatabase server-global of server",
        "pulumi:providers:aws copies of undefined",
      ].sort(),
    );
    const there = resources.filter(({ options }) => options.provider === "copies");
    expect(there.map(({ name }) => name).sort()).toEqual(
      children
        .filter((child) => !child.includes("globalCluster:"))
        .map((child) => child.split(" ")[1])
        .sort(),
    );
  });

  it("is made of the primary, so that the primary is not replaced", async () => {
    const resources = await declaredGlobal();
    const { inputs, options } = only(resources, "aws:rds/globalCluster:GlobalCluster");
    expect(inputs).toEqual({
      globalClusterIdentifier: "shop-prod-global",
      sourceDbClusterIdentifier: `arn:aws:rds:us-east-1:${account}:cluster:shop-prod`,
      forceDestroy: true,
      deletionProtection: true,
      tags: { ...tags, Role: "global-database", Name: "shop-prod-global" },
    });
    expect(options).toMatchObject({ parent: "server-global", protect: true });
    expect(only(resources, clusterType, "server").inputs).toEqual(await inputsOf(clusterType, "server"));
  });

  it("gives the second cluster the primary's shape, another key, and no password", async () => {
    const { inputs, options } = only(await declaredGlobal(), clusterType, "server-global-cluster");
    expect(inputs).toMatchObject({
      clusterIdentifier: "shop-prod-copy",
      engineVersion: "17",
      globalClusterIdentifier: "server-global-id",
      sourceRegion: "us-east-1",
      storageEncrypted: true,
      kmsKeyId: copyKey,
      performanceInsightsKmsKeyId: copyKey,
      dbSubnetGroupName: "shop-prod-copy-aurora",
      vpcSecurityGroupIds: ["sg-west"],
      dbClusterParameterGroupName: "shop-prod-copy-cluster-aurora-postgresql17",
      backupRetentionPeriod: 7,
      skipFinalSnapshot: true,
      deletionProtection: true,
    });
    for (const absent of ["databaseName", "masterUsername", "masterPasswordWo"])
      expect(inputs).not.toHaveProperty(absent);
    expect(options).toMatchObject({
      provider: "copies",
      protect: true,
      ignoreChanges: ["replicationSourceIdentifier"],
    });
  });

  it("places the second cluster's instances there, in turn in its zones", async () => {
    const resources = await declaredGlobal();
    expect(only(resources, instanceType, "server-global-2").inputs).toMatchObject({
      identifier: "shop-prod-copy-2",
      availabilityZone: "us-west-2b",
    });
    expect(only(resources, instanceType, "server-global-1").inputs).toMatchObject({
      identifier: "shop-prod-copy-1",
      clusterIdentifier: "shop-prod-copy",
      availabilityZone: "us-west-2a",
      dbSubnetGroupName: "shop-prod-copy-aurora",
      performanceInsightsKmsKeyId: copyKey,
      monitoringRoleArn: `arn:aws:iam::${account}:role/shop-prod-aurora-monitoring`,
    });
  });
});
