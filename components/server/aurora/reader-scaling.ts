import { Policy } from "@pulumi/aws/appautoscaling/policy.js";
import { Target } from "@pulumi/aws/appautoscaling/target.js";
import { type CustomResourceOptions, type Input, interpolate } from "@pulumi/pulumi";

export interface ReaderScalingArgs {
  /** Of the cluster, once its declared readers are there. */
  clusterIdentifier: Input<string>;
  identifier: string;
  minReaders: number;
  maxReaders: number;
  /** Connections that each reader allows. */
  maxConnections: number;
  tags: Record<string, string>;
}

/** Per cent of the readers' processors that is aimed at: the rest is for what comes while another reader starts. */
const busyCpu = 70;
/** The part of a reader's connections that is aimed at. */
const busyConnections = 0.7;

/** In seconds. A reader takes minutes to start, and is not taken away again for the next quarter of an hour. */
const cooldown = { scaleOutCooldown: 300, scaleInCooldown: 900 };

/**
 * Adds readers while those that are there are busy, and takes away what it added (Aurora user guide,
 * Aurora.Integrating.AutoScaling): by processor and by connections, whichever wants more. An added reader is named
 * `application-autoscaling-...`, has the class and groups of the writer, and is in no state of Pulumi's.
 */
export function scaleReaders(
  name: string,
  { clusterIdentifier, identifier, minReaders, maxReaders, maxConnections, tags }: ReaderScalingArgs,
  opts: CustomResourceOptions,
): void {
  const target = new Target(
    `${name}-readers`,
    {
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: interpolate`cluster:${clusterIdentifier}`,
      minCapacity: minReaders,
      maxCapacity: maxReaders,
      tags: { ...tags, Role: "reader-scaling", Name: `${identifier}-readers` },
    },
    opts,
  );
  const goals = {
    cpu: ["RDSReaderAverageCPUUtilization", busyCpu],
    connections: ["RDSReaderAverageDatabaseConnections", Math.floor(maxConnections * busyConnections)],
  } as const;
  for (const [goal, [predefinedMetricType, targetValue]] of Object.entries(goals)) {
    new Policy(
      `${name}-readers-${goal}`,
      {
        name: `${identifier}-readers-${goal}`,
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType },
          targetValue,
          ...cooldown,
        },
      },
      opts,
    );
  }
}
