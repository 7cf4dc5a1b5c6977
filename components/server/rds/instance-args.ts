import type { InstanceArgs } from "@pulumi/aws/rds/instance.js";
import type { Input } from "@pulumi/pulumi";
import type { MonitoringRole } from "./monitoring-role.ts";
import type { SettledArgs } from "./settled-args.ts";
import { ceiling, speedArgs } from "./storage-args.ts";

/** What an instance is beside what all instances of a server are. */
export interface InstanceOptions {
  readonly identifier: string;
  /** Value of the tag Role, e.g. `primary`. */
  readonly role: string;
  readonly instanceClass: string;
  readonly parameterGroupName: Input<string>;
  readonly securityGroupIds: Input<Input<string>[]>;
  readonly deletionProtection: boolean;
  /** Days. */
  readonly backupRetention: number;
  /** Of Performance Insights, in the instance's region. */
  readonly keyArn: Input<string>;
  readonly monitoring: MonitoringRole | undefined;
}

/** What primary and replicas have in common. */
export function instanceArgs(args: SettledArgs, options: InstanceOptions): InstanceArgs {
  const { identifier, role, monitoring } = options;
  return {
    identifier,
    instanceClass: options.instanceClass,
    port: args.port,
    storageType: args.storageType,
    // Said of replicas, too, which take it from the primary: left out, it would be a replacement.
    storageEncrypted: true,
    maxAllocatedStorage: ceiling(args),
    ...speedArgs(args),
    parameterGroupName: options.parameterGroupName,
    vpcSecurityGroupIds: options.securityGroupIds,
    publiclyAccessible: false,
    iamDatabaseAuthenticationEnabled: true,
    caCertIdentifier: args.caCertificate,
    deletionProtection: options.deletionProtection,
    autoMinorVersionUpgrade: args.autoMinorVersionUpgrade,
    applyImmediately: args.applyImmediately,
    backupRetentionPeriod: options.backupRetention,
    backupWindow: args.backupWindow,
    maintenanceWindow: args.maintenanceWindow,
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: [...args.logExports],
    monitoringInterval: args.monitoringInterval,
    ...(monitoring && { monitoringRoleArn: monitoring.arn }),
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: options.keyArn,
    performanceInsightsRetentionPeriod: args.performanceInsightsRetention,
    databaseInsightsMode: args.databaseInsights,
    tags: { ...args.tags, Role: role, Name: identifier },
  };
}

/**
 * How long AWS may take: a large server is restored, upgraded and saved in hours, and an update that gives up leaves a change
 * that goes on.
 */
export const instanceTimeouts = { create: "3h", update: "3h", delete: "3h" };
