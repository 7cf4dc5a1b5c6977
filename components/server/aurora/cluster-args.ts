import type { ClusterArgs } from "@pulumi/aws/rds/cluster.js";
import type { Input } from "@pulumi/pulumi";
import { type AuroraPlace, type AuroraShape, atOnce, engine } from "./aurora-shape.ts";
import { logsOfAurora } from "./log-groups.ts";
import type { AuroraParameterGroups } from "./parameter-groups.ts";

/** What a cluster's resource is given beside its place and shape. */
export interface ClusterNeeds {
  readonly parameterGroups: AuroraParameterGroups;
  readonly subnetGroupName: Input<string>;
  /** Role of enhanced monitoring; `undefined` where the interval is 0. */
  readonly monitoringRoleArn: Input<string> | undefined;
}

/** Inputs of a cluster, primary or second. */
export function clusterArgs(
  args: AuroraPlace & AuroraShape,
  { parameterGroups, subnetGroupName, monitoringRoleArn }: ClusterNeeds,
) {
  const { identifier, securityGroupIds, keyArn, instanceClass, ...shape } = args;
  return {
    clusterIdentifier: identifier,
    engine,
    engineMode: "provisioned",
    engineVersion: shape.engineVersion,
    allowMajorVersionUpgrade: shape.allowMajorVersionUpgrade,
    // Instances whose group is not a default one need their new group named when the cluster goes to another major.
    ...(shape.allowMajorVersionUpgrade && { dbInstanceParameterGroupName: parameterGroups.instance.name }),
    autoMinorVersionUpgrade: shape.autoMinorVersionUpgrade,
    applyImmediately: atOnce(args),
    // A setting of Extended Support is taken at creation alone; by default it is on, and costs by the core and hour.
    engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    ...(typeof instanceClass !== "string" && { serverlessv2ScalingConfiguration: { ...instanceClass } }),
    ...(shape.ioOptimized && { storageType: "aurora-iopt1" }),
    storageEncrypted: true,
    kmsKeyId: keyArn,
    port: shape.port,
    dbSubnetGroupName: subnetGroupName,
    vpcSecurityGroupIds: securityGroupIds,
    dbClusterParameterGroupName: parameterGroups.cluster.name,
    iamDatabaseAuthenticationEnabled: true,
    preferredBackupWindow: shape.backupWindow,
    preferredMaintenanceWindow: shape.maintenanceWindow,
    copyTagsToSnapshot: true,
    deleteAutomatedBackups: false,
    deletionProtection: shape.deletionProtection,
    enabledCloudwatchLogsExports: logsOfAurora(shape.logExports),
    ...watching(args, monitoringRoleArn),
    performanceInsightsKmsKeyId: keyArn,
    databaseInsightsMode: shape.databaseInsights,
    tags: { ...shape.tags, Role: "database-cluster", Name: identifier },
  } satisfies ClusterArgs;
}

/** What cluster and instances say alike: AWS refuses instances that contradict their cluster. */
export function watching(
  { monitoringInterval, performanceInsightsRetention }: AuroraShape,
  monitoringRoleArn: Input<string> | undefined,
) {
  return {
    monitoringInterval,
    ...(monitoringRoleArn !== undefined && { monitoringRoleArn }),
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: performanceInsightsRetention,
  };
}
