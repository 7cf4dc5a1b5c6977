import type { AuroraPostgresArgs } from "../../components/server/aurora/aurora-postgres-args.ts";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { account, decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { only } from "./only.ts";
import { remembered } from "./remembered.ts";

export const tags = { Environment: "prod", Application: "shop" };
export const keyArn = `arn:aws:kms:us-east-1:${account}:key/data`;
export const logKeyArn = `arn:aws:kms:us-east-1:${account}:key/logs`;
export const secretArn = `arn:aws:secretsmanager:us-east-1:${account}:secret:shop-prod-0f`;
/** Those of the requirements, serverless. */
export const args: AuroraPostgresArgs = {
  identifier: "shop-prod",
  accountId: account,
  engineVersion: "17",
  port: 5432,
  instanceClass: { minCapacity: 0.5, maxCapacity: 16 },
  database: "shop",
  adminUser: "boss",
  adminSecretArn: secretArn,
  adminPassword: "First0Password",
  availabilityZones: ["us-east-1a", "us-east-1b"],
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupIds: ["sg-database"],
  keyArn,
  logKeyArn,
  profile: "production",
  backupRetention: 30,
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:04:00-sun:05:00",
  deletionProtection: true,
  autoMinorVersionUpgrade: true,
  allowMajorVersionUpgrade: false,
  caCertificate: "rds-ca-rsa2048-g1",
  monitoringInterval: 60,
  performanceInsightsRetention: 7,
  databaseInsights: "standard",
  logExports: ["postgresql", "upgrade", "iam-db-auth-error"],
  logRetention: 30,
  maxConnections: 200,
  minReaders: 1,
  maxReaders: 3,
  tags,
};
export const clusterType = "aws:rds/cluster:Cluster";
export const instanceType = "aws:rds/clusterInstance:ClusterInstance";

/** A program with the cluster alone. */
export const declared = remembered<AuroraPostgresArgs>((changed) =>
  registered(() => new AuroraPostgres("server", { ...args, ...changed }), decidedByAws),
);

/** Inputs of a resource of the cluster. */
export async function inputsOf(type: string, name: string, changed: Partial<AuroraPostgresArgs> = {}) {
  return only(await declared(changed), type, name).inputs;
}

/** A writer alone, as `familyOf` tells it. */
export const alone = [
  "aws:cloudwatch/logGroup:LogGroup server-iam-db-auth-error-log of server",
  "aws:cloudwatch/logGroup:LogGroup server-postgresql-log of server",
  "aws:iam/role:Role server-monitoring of server",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment server-monitoring-policy of server",
  "aws:rds/cluster:Cluster server of server",
  "aws:rds/clusterInstance:ClusterInstance server-1 of server",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup server-cluster-parameters of server",
  "aws:rds/parameterGroup:ParameterGroup server-instance-parameters of server",
  "aws:rds/subnetGroup:SubnetGroup server-subnets of server",
  "pgstack:index:AuroraPostgres server of undefined",
  "random:index/randomId:RandomId server-final-snapshot of server",
];
/** And its first reader. */
export const reader = "aws:rds/clusterInstance:ClusterInstance server-2 of server";
