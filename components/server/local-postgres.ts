import * as docker from "@pulumi/docker";
import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { hostRules } from "../../configuration/host-rules.ts";
import { superuser } from "../../model/service-roles.ts";
import { PoolerRole } from "../../provider/resources/pooler-role/resource.ts";
import { PostgresConfiguration } from "../../provider/resources/postgres-configuration/resource.ts";
import { Replication } from "../../provider/resources/replication/resource.ts";
import { containerArgs } from "./docker/container-args.ts";
import {
  configurationMount,
  configurationPlace,
  type DockerPlace,
  dataFolder,
} from "./docker/docker-place.ts";
import { PgBouncer } from "./docker/pgbouncer.ts";
import { primaryCheck } from "./docker/primary-check.ts";
import { StreamingReplica, slotOf } from "./docker/streaming-replica.ts";
import {
  type AroundServer,
  type Foundation,
  LoopbackServer,
  type LoopbackServerArgs,
  type MadeServer,
} from "./loopback-server.ts";
import { ownImageFolder, ownImageName } from "./own-image.ts";

/** A change of the port replaces the container, not the data. */
export interface LocalPostgresArgs extends LoopbackServerArgs {
  /** Name of network, volume and container. A change is refused while there is data. */
  dockerName: string;
  /** Address of the daemon, e.g. `unix:///var/run/docker.sock`. */
  dockerHost: string;
  /** `own`, or the name of an image with the official one's conventions. A change replaces the container, not the data. */
  image: string;
  /** Names the data: adminUser, database, and what else it was made with. A change replaces the volume, and the data. */
  dataVersion: string;
  /** Folder of the data in the volume. A change replaces the container, which begins with other data. */
  cluster: string;
  /** Memory of the server, and its container's limit, in bytes. The limit changes in place. */
  memory: number;
  /** Cores of the server, and its container's limit. A change replaces the container, not the data. */
  cpus: number | "auto";
  /** Whether the daemon's kernel can limit swap, too. */
  swap: boolean;
  /** TCP port of PgBouncer. @default none */
  poolerPort?: number | undefined;
}

/** Where the image's conventions have the superuser's password. */
const passwordFile = "/run/pgstack/superuser.password";

/** PostgreSQL with pgvector in a Docker container: network, volumes, image and container; replicas and PgBouncer beside it. */
export class LocalPostgres extends LoopbackServer<LocalPostgresArgs> {
  readonly kind = "docker";
  /** Id of the server's image. Set by `make`, which the constructor above this one calls. */
  declare readonly imageId: Output<string>;

  constructor(name: string, args: LocalPostgresArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:LocalPostgres", name, args, opts);
  }

  protected hosts({ dockerName, replicas }: LocalPostgresArgs): string[] {
    return [
      dockerName,
      ...replicas.map((replica) => `${dockerName}-${replica.name}`),
      `${dockerName}-pgbouncer`,
    ];
  }

  protected make(name: string, args: LocalPostgresArgs, foundation: Foundation): MadeServer {
    const place = makePlace(name, args, foundation, this);
    (this as { imageId: Output<string> }).imageId = place.image;
    const { dockerName, dockerHost } = args;
    const inDocker = { parent: this, provider: place.provider };
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: dockerName, labels: place.labels },
      {
        ...inDocker,
        deleteBeforeReplace: true,
        replacementTrigger: args.dataVersion,
        // One that was made beforehand, on a disk of its own, is taken as it is.
        ignoreChanges: ["driver", "driverOpts"],
      },
    );
    const configuration = new PostgresConfiguration(
      `${name}-configuration`,
      {
        ...configurationPlace(place, "primary", dockerName),
        ...args.parameters,
        hostRules: [...hostRules],
      },
      { parent: this, provider: foundation.process },
    );
    const server = makeContainer(name, args, place, { volume, configuration, parent: this });
    return {
      server,
      superuser: `docker:${dockerName}@${dockerHost}`,
      around: (needs) => around(name, args, place, { needs, server, parent: this }),
    };
  }
}

/** Network, image and the volume of configuration. */
function makePlace(
  name: string,
  { stack, dockerName, dockerHost, image }: LocalPostgresArgs,
  { process, certificates, tlsFolder }: Foundation,
  parent: Resource,
): DockerPlace {
  const provider = new docker.Provider(`${name}-docker`, { host: dockerHost }, { parent });
  const inDocker = { parent, provider };
  // Whose it is: nothing without these labels is ever touched.
  const labels = [
    { label: "pgstack.stack", value: stack },
    { label: "pgstack.name", value: dockerName },
  ];
  const network = new docker.Network(`${name}-network`, { name: dockerName, labels }, inDocker);
  const configuration = new docker.Volume(
    `${name}-configuration-volume`,
    { name: `${dockerName}-config`, labels },
    inDocker,
  );
  const { imageId } = imageOf(name, image, inDocker);
  const shared = { dockerHost, dockerName, labels, provider, process, certificates, tlsFolder };
  return { ...shared, network, configuration, image: imageId };
}

/** Built from the project's own folder, or pulled; it stays when the stack is destroyed, for the next one. */
function imageOf(name: string, image: string, opts: ComponentResourceOptions): docker.RemoteImage {
  if (image !== "own")
    return new docker.RemoteImage(`${name}-image`, { name: image, keepLocally: true }, opts);
  const own = ownImageName();
  return new docker.RemoteImage(
    `${name}-image`,
    { name: own, keepLocally: true, build: { context: ownImageFolder, tags: [own] } },
    opts,
  );
}

function makeContainer(
  name: string,
  { dockerName, cluster, port, memory, cpus, swap }: LocalPostgresArgs,
  place: DockerPlace,
  { volume, configuration, parent }: { volume: docker.Volume; configuration: Resource; parent: Resource },
): docker.Container {
  // Asked for when the data is made, and good for nothing after that: no rule lets the superuser in by a password.
  const password = new RandomPassword(
    `${name}-superuser-password`,
    { length: 32, special: false },
    { parent },
  );
  const folder = `${configurationMount}/primary`;
  return new docker.Container(
    name,
    {
      ...containerArgs(place, {
        name: dockerName,
        port,
        check: primaryCheck,
        limits: { memory, cpus, swap },
        data: volume,
      }),
      command: [
        "postgres",
        "-c",
        `config_file=${folder}/postgresql.conf`,
        "-c",
        `hba_file=${folder}/pg_hba.conf`,
      ],
      envs: [
        `POSTGRES_USER=${superuser}`,
        "POSTGRES_DB=postgres",
        `POSTGRES_PASSWORD_FILE=${passwordFile}`,
        `PGDATA=${dataFolder(cluster)}`,
      ],
      uploads: [{ file: passwordFile, content: password.result, permissions: "0400" }],
    },
    { parent, provider: place.provider, deleteBeforeReplace: true, dependsOn: configuration },
  );
}

/** Replicas and PgBouncer. */
function around(
  name: string,
  args: LocalPostgresArgs,
  place: DockerPlace,
  { needs, server, parent }: { needs: readonly Resource[]; server: Resource; parent: Resource },
): AroundServer {
  const {
    dockerName,
    dockerHost,
    cluster,
    replicas,
    synchronous,
    parameters,
    memory,
    cpus,
    swap,
    poolerPort,
  } = args;
  const superuserReference = `docker:${dockerName}@${dockerHost}` as const;
  const onServer = { parent, provider: place.process, dependsOn: [...needs], deletedWith: server };
  const replication = new Replication(
    `${name}-replication`,
    { superuser: superuserReference, slots: replicas.map((replica) => slotOf(replica.name)) },
    onServer,
  );
  const standbys = replicas.map(
    (replica) =>
      new StreamingReplica(
        `${name}-${replica.name}`,
        {
          place,
          replica: replica.name,
          port: replica.port,
          dataVersion: args.dataVersion,
          cluster,
          synchronous,
          parameters,
          limits: { memory, cpus, swap },
          needs: [replication],
        },
        { parent },
      ),
  );
  const readers = standbys.map((standby) => standby.reader);
  if (poolerPort === undefined) return { readers, pooler: undefined, needs: standbys };
  const role = new PoolerRole(`${name}-pooler-role`, { superuser: superuserReference }, onServer);
  const pooler = new PgBouncer(
    `${name}-pgbouncer`,
    {
      place,
      port: poolerPort,
      maxConnections: Number(parameters.staticParameters.max_connections),
      swap,
      needs: [role],
    },
    { parent },
  );
  return { readers, pooler: pooler.address, needs: [...standbys, pooler] };
}
