import { ClusterInstance } from "@pulumi/aws/rds/clusterInstance.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { type AuroraPlace, type AuroraShape, atOnce, clusterTimeouts, engine } from "./aurora-shape.ts";
import { type ClusterNeeds, watching } from "./cluster-args.ts";

/** Failover takes the reader of the lowest tier; those of 0 and 1 keep the writer's capacity when they are serverless. */
const tierOf = (index: number) => Math.min(index, 2);

/**
 * Instances of a cluster, in its zones in turn. The first one begins as the writer; after a failover another one is, and
 * nothing is to be changed: names say nothing about roles.
 *
 * One after the other: the first instance of a cluster becomes its writer.
 */
export function clusterInstances(
  name: string,
  count: number,
  args: AuroraPlace & AuroraShape,
  {
    clusterIdentifier,
    parameterGroups,
    subnetGroupName,
    monitoringRoleArn,
  }: ClusterNeeds & { clusterIdentifier: Input<string> },
  opts: CustomResourceOptions,
): ClusterInstance[] {
  const { identifier, availabilityZones, instanceClass, keyArn, tags } = args;
  const instances: ClusterInstance[] = [];
  for (let index = 0; index < count; index++) {
    const instance = `${identifier}-${index + 1}`;
    const zone = availabilityZones[index % availabilityZones.length];
    const [writer] = instances;
    instances.push(
      new ClusterInstance(
        `${name}-${index + 1}`,
        {
          identifier: instance,
          clusterIdentifier,
          engine,
          instanceClass: typeof instanceClass === "string" ? instanceClass : "db.serverless",
          ...(zone !== undefined && { availabilityZone: zone }),
          dbSubnetGroupName: subnetGroupName,
          dbParameterGroupName: parameterGroups.instance.name,
          publiclyAccessible: false,
          promotionTier: tierOf(index),
          caCertIdentifier: args.caCertificate,
          autoMinorVersionUpgrade: args.autoMinorVersionUpgrade,
          preferredMaintenanceWindow: args.maintenanceWindow,
          applyImmediately: atOnce(args),
          copyTagsToSnapshot: true,
          ...watching(args, monitoringRoleArn),
          performanceInsightsKmsKeyId: keyArn,
          tags: { ...tags, Role: "database-instance", Name: instance },
        },
        { ...opts, customTimeouts: clusterTimeouts, ...(writer && { dependsOn: writer }) },
      ),
    );
  }
  return instances;
}
