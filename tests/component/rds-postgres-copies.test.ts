import type { Provider } from "@pulumi/aws/provider.js";
import { describe, expect, it } from "vitest";
import { RdsPostgres, type RdsPostgresArgs } from "../../components/server/rds-postgres.ts";
import type { Registered } from "./mocks.ts";
import {
  copies,
  declaredRds,
  declaredWithCopies,
  instanceType,
  onlyOne,
  parameterGroupType,
  rdsArgs,
} from "./rds.ts";

const replicationType = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const replicaName = "server-replica-us-west-2";
const inWest = (resources: readonly Registered[]) =>
  resources
    .filter(({ options }) => options.provider === "west")
    .map(({ type, name, options }) => `${type} ${name} of ${options.parent}`)
    .sort();

describe("copies of RdsPostgres in another region", () => {
  it("are none unless there is a provider for it", async () => {
    const types = (await declaredRds()).map(({ type }) => type);
    expect(types).not.toContain(replicationType);
    expect(types.filter((type) => type === instanceType)).toHaveLength(1);
  });

  it("are automated backups, by the other region's provider and key, as long as here", async () => {
    const resources = await declaredWithCopies({ backupRetention: 14 });
    expect(inWest(resources)).toEqual([`${replicationType} server-backup-copies of server`]);
    expect(onlyOne(resources, replicationType, "server-backup-copies").inputs).toEqual({
      sourceDbInstanceArn: "arn:aws:rds:us-east-1:123456789012:db:shop-prod",
      kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/copies",
      retentionPeriod: 14,
    });
  });

  it("are none of backups when they are not wanted", async () => {
    expect(inWest(await declaredWithCopies({ backupReplication: false }))).toEqual([]);
  });

  it("are a replica with parameters, subnets and logs of its own, not with AWS's defaults", async () => {
    const resources = await declaredWithCopies({ copyRegionReplica: true, backupReplication: false });
    expect(inWest(resources)).toEqual([
      `aws:cloudwatch/logGroup:LogGroup ${replicaName}-iam-db-auth-error-log of ${replicaName}`,
      `aws:cloudwatch/logGroup:LogGroup ${replicaName}-postgresql-log of ${replicaName}`,
      `aws:cloudwatch/logGroup:LogGroup ${replicaName}-upgrade-log of ${replicaName}`,
      `aws:rds/instance:Instance ${replicaName} of ${replicaName}`,
      `aws:rds/parameterGroup:ParameterGroup ${replicaName}-parameters of server`,
      `aws:rds/subnetGroup:SubnetGroup ${replicaName}-subnets of server`,
    ]);
    expect(onlyOne(resources, instanceType, replicaName).inputs).toMatchObject({
      identifier: "shop-prod-replica-us-west-2",
      replicateSourceDb: "arn:aws:rds:us-east-1:123456789012:db:shop-prod",
      kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/copies",
      performanceInsightsKmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/copies",
      storageEncrypted: true,
      dbSubnetGroupName: "shop-prod-replica-us-west-2",
      vpcSecurityGroupIds: ["sg-west"],
      parameterGroupName: "shop-prod-postgres17",
      monitoringRoleArn: "arn:aws:iam::123456789012:role/shop-prod-monitoring",
      publiclyAccessible: false,
      tags: { Role: "replica-us-west-2", Name: "shop-prod-replica-us-west-2" },
    });
    const group = (name: string) => onlyOne(resources, parameterGroupType, name).inputs;
    expect(group(`${replicaName}-parameters`)).toEqual(group("server-parameters"));
    expect(
      onlyOne(resources, "aws:rds/subnetGroup:SubnetGroup", `${replicaName}-subnets`).inputs,
    ).toMatchObject({ name: "shop-prod-replica-us-west-2", subnetIds: ["subnet-west-a", "subnet-west-b"] });
    expect(
      onlyOne(resources, "aws:cloudwatch/logGroup:LogGroup", `${replicaName}-postgresql-log`).inputs,
    ).toMatchObject({
      name: "/aws/rds/instance/shop-prod-replica-us-west-2/postgresql",
      kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/logs",
    });
  });

  it("keep their names whatever the number of replicas beside the server", async () => {
    const names = async (replicas: number) =>
      inWest(await declaredWithCopies({ copyRegionReplica: true, replicas }));
    expect(await names(3)).toEqual(await names(0));
  });

  const whose = (message: string) => expect.objectContaining({ name: "UserError", message });
  // There is no engine to register with: what is refused is refused before that.
  const refused = (changed: Partial<RdsPostgresArgs>) => () =>
    new RdsPostgres("server", { ...rdsArgs, ...copies, copyProvider: {} as Provider, ...changed });

  it.each([["copyProvider"], ["copyRegion"], ["copyKeyArn"]] as const)(
    "are refused without %s",
    (missing) => {
      expect(refused({ backupReplication: true, [missing]: undefined })).toThrow(
        whose(
          "copyProvider, copyRegion, copyKeyArn: copies need a provider for the other region, its name and a key there\n" +
            "  Give all three, or turn backupReplication and copyRegionReplica off.",
        ),
      );
    },
  );

  it.each([["copySubnetIds"], ["copySecurityGroupIds"], ["copyLogKeyArn"]] as const)(
    "are refused as a replica without %s",
    (missing) => {
      expect(refused({ copyRegionReplica: true, [missing]: undefined })).toThrow(
        whose(
          "copySubnetIds, copySecurityGroupIds, copyLogKeyArn: " +
            "a replica in another region needs a network and a key for its logs there\n" +
            "  Give all three: without them AWS puts it into the default VPC.",
        ),
      );
    },
  );
});
