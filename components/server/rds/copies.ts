import type { Instance } from "@pulumi/aws/rds/instance.js";
import { InstanceAutomatedBackupsReplication } from "@pulumi/aws/rds/instanceAutomatedBackupsReplication.js";
import type { Input, ProviderResource, Resource } from "@pulumi/pulumi";
import type { MonitoringRole } from "./monitoring-role.ts";
import { parameterGroup } from "./parameter-group.ts";
import { ReadReplica } from "./read-replica.ts";
import type { SettledArgs } from "./settled-args.ts";
import { subnetGroup } from "./subnet-group.ts";

interface CopyOptions {
  readonly primary: Instance;
  readonly monitoring: MonitoringRole | undefined;
  readonly parent: Resource;
}

/** Automated backups of the primary in the other region, if asked for: what a restore there begins with. */
export function copyBackups(name: string, args: SettledArgs, { primary, parent }: CopyOptions): void {
  const { backupReplication, copyProvider, copyKeyArn, backupRetention } = args;
  if (!backupReplication) return;
  new InstanceAutomatedBackupsReplication(
    `${name}-backup-copies`,
    {
      sourceDbInstanceArn: primary.arn,
      kmsKeyId: copyKeyArn as Input<string>,
      retentionPeriod: backupRetention,
    },
    { parent, provider: copyProvider as ProviderResource },
  );
}

/**
 * A replica in the other region, if asked for. It has a parameter group and subnets of its own there: what AWS takes otherwise
 * is its defaults. It is named by its region, so that another number of replicas changes nothing about it.
 */
export function copyReplica(
  name: string,
  args: SettledArgs,
  { primary, monitoring, parent }: CopyOptions,
): ReadReplica | undefined {
  if (!args.copyRegionReplica) return undefined;
  const provider = args.copyProvider as ProviderResource;
  const there = { parent, provider };
  const replica = `replica-${args.copyRegion}`;
  const keyArn = args.copyKeyArn as Input<string>;
  const parameters = parameterGroup(`${name}-${replica}-parameters`, args, there);
  const subnets = subnetGroup(
    `${name}-${replica}-subnets`,
    {
      identifier: `${args.identifier}-${replica}`,
      subnetIds: args.copySubnetIds as Input<Input<string>[]>,
      tags: args.tags,
    },
    there,
  );
  return new ReadReplica(
    `${name}-${replica}`,
    {
      settled: args,
      replica,
      source: primary.arn,
      parameterGroupName: parameters.name,
      securityGroupIds: args.copySecurityGroupIds as Input<Input<string>[]>,
      keyArn,
      logKeyArn: args.copyLogKeyArn as Input<string>,
      monitoring,
      elsewhere: { subnetGroupName: subnets.name, keyArn },
    },
    { parent, providers: [provider] },
  );
}
