import * as docker from "@pulumi/docker";
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from "@pulumi/pulumi";
import { hostRules } from "../../../configuration/host-rules.ts";
import { standbyParameters } from "../../../configuration/standby-parameters.ts";
import type { ReaderOutputs } from "../../../packages/client/stack-outputs.ts";
import { PostgresConfiguration } from "../../../provider/resources/postgres-configuration/resource.ts";
import type { ParameterMaps } from "../parameter-maps.ts";
import { type ContainerLimits, containerArgs } from "./container-args.ts";
import { configurationPlace, type DockerPlace, dataFolder } from "./docker-place.ts";

export interface StreamingReplicaArgs {
  place: DockerPlace;
  /** `replica-1`, `replica-2`, ...: part of its container's name, and its `application_name` at the primary. */
  replica: string;
  /** TCP port on 127.0.0.1. A change replaces the container, not the data. */
  port: number;
  /** Names the primary's data. A change replaces the volume, and what is cloned. */
  dataVersion: string;
  /** Folder of the data in its volume: the primary's. */
  cluster: string;
  /** Whether the primary's commits wait for it. */
  synchronous: boolean;
  /** The primary's: a standby must be able to hold what the primary holds. */
  parameters: ParameterMaps;
  limits: ContainerLimits;
  /** What has to be there before it can clone: the role, the slot. */
  needs: readonly Resource[];
}

/** Name of the replication slot of a replica: slots have no hyphens. */
export function slotOf(replica: string): string {
  return replica.replaceAll("-", "_");
}

/**
 * A standby in a container of its own: clones the primary at its first start, then replays what the primary writes. It is
 * healthy when it is in recovery and streaming.
 */
export class StreamingReplica extends ComponentResource {
  readonly reader: Output<ReaderOutputs>;

  constructor(name: string, args: StreamingReplicaArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:StreamingReplica", name, {}, opts);
    const { place, replica, port, synchronous, limits } = args;
    const { dockerName, labels, provider, process } = place;
    const inDocker = { parent: this, provider };
    const containerName = `${dockerName}-${replica}`;
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: containerName, labels },
      {
        ...inDocker,
        deleteBeforeReplace: true,
        replacementTrigger: args.dataVersion,
        ignoreChanges: ["driver", "driverOpts"],
      },
    );
    const configuration = new PostgresConfiguration(
      `${name}-configuration`,
      {
        ...configurationPlace(place, replica, containerName, "replicator"),
        ...args.parameters,
        staticParameters: standbyParameters(args.parameters.staticParameters),
        hostRules: [...hostRules],
      },
      { parent: this, provider: process },
    );
    const container = new docker.Container(
      name,
      {
        ...containerArgs(place, {
          name: containerName,
          port,
          check: ["replica-health.sh"],
          limits,
          data: volume,
        }),
        command: ["run-replica.sh"],
        envs: [
          `PGDATA=${dataFolder(args.cluster)}`,
          `PGSTACK_PRIMARY_HOST=${dockerName}`,
          "PGSTACK_PRIMARY_PORT=5432",
          `PGSTACK_SLOT=${slotOf(replica)}`,
          `PGSTACK_NAME=${replica}`,
        ],
      },
      { ...inDocker, deleteBeforeReplace: true, dependsOn: [configuration, ...args.needs] },
    );
    this.reader = container.id.apply(() => ({ host: "127.0.0.1", port, name: replica, synchronous }));
    this.registerOutputs({ reader: this.reader });
  }
}
