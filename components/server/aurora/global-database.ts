import { Cluster } from "@pulumi/aws/rds/cluster.js";
import { GlobalCluster } from "@pulumi/aws/rds/globalCluster.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { SecondRegion } from "./aurora-postgres-args.ts";
import { type AuroraShape, clusterTimeouts } from "./aurora-shape.ts";
import { clusterArgs } from "./cluster-args.ts";
import { clusterInstances } from "./cluster-instances.ts";
import { logGroups } from "./log-groups.ts";
import { parameterGroups } from "./parameter-groups.ts";
import { subnetGroup } from "./subnet-group.ts";

export interface GlobalDatabaseArgs extends AuroraShape {
  /** Name of the primary cluster, and with `-global` of the global database. */
  identifier: string;
  primaryArn: Input<string>;
  second: SecondRegion;
  /** Days that the second cluster keeps backups of its own, for the day it is the primary. @default 7 */
  secondBackupRetention?: number;
  /** Roles are of all regions: the primary's. */
  monitoringRoleArn: Input<string> | undefined;
}

/**
 * A global database: the primary cluster, and one in a second region that follows it within about a second and can take over
 * in minutes (Aurora user guide, aurora-global-database-disaster-recovery).
 *
 * It is made of the primary, so that switching it on or off replaces nothing. A major upgrade does both clusters at once, by
 * the global one: AWS refuses one of the primary alone, so switch it off before and on after.
 */
export class GlobalDatabase extends ComponentResource {
  readonly secondArn: Output<string>;

  constructor(name: string, args: GlobalDatabaseArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:GlobalDatabase", name, {}, opts);
    const { identifier, primaryArn, tags, deletionProtection, secondBackupRetention = 7 } = args;
    const { provider, sourceRegion, instances = 2, ...place } = args.second;
    const globalIdentifier = `${identifier}-global`;
    const globalCluster = new GlobalCluster(
      name,
      {
        globalClusterIdentifier: globalIdentifier,
        sourceDbClusterIdentifier: primaryArn,
        // Lets the clusters go one by one when it is deleted; without it AWS refuses.
        forceDestroy: true,
        deletionProtection,
        tags: { ...tags, Role: "global-database", Name: globalIdentifier },
      },
      { parent: this, protect: deletionProtection },
    );
    const second = { ...args, ...place };
    const there = { parent: this, provider };
    const needs = {
      parameterGroups: parameterGroups(name, second, there),
      subnetGroupName: subnetGroup(name, second, there).name,
      monitoringRoleArn: args.monitoringRoleArn,
    };
    const cluster = new Cluster(
      `${name}-cluster`,
      {
        ...clusterArgs(second, needs),
        globalClusterIdentifier: globalCluster.id,
        sourceRegion,
        backupRetentionPeriod: secondBackupRetention,
        // Its data is the primary's, which leaves a snapshot.
        skipFinalSnapshot: true,
      },
      {
        ...there,
        dependsOn: Object.values(logGroups(name, second, there)),
        protect: deletionProtection,
        customTimeouts: clusterTimeouts,
        // RDS fills it in: whose replica the cluster is.
        ignoreChanges: ["replicationSourceIdentifier"],
      },
    );
    clusterInstances(
      name,
      instances,
      second,
      { ...needs, clusterIdentifier: cluster.clusterIdentifier },
      there,
    );
    this.secondArn = cluster.arn;
    this.registerOutputs({ secondArn: this.secondArn });
  }
}
