import * as docker from "@pulumi/docker";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { AdminPassword } from "./admin-password.ts";
import { LoopbackServer, type LoopbackServerArgs, type MadeServer } from "./loopback-server.ts";
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
  /** Memory given to the server, in bytes. A change replaces the container, not the data. */
  memory: number;
}

/** Where the image's conventions have the data, and this component the password. */
const dataFolder = "/var/lib/postgresql/data";
const passwordFile = "/run/pgstack/admin.password";
/** How long the server may take to become healthy, in seconds: making a database takes a few, recovery may take longer. */
const healthLimit = 180;
/** How long it has to stop in order, in seconds, before it is killed. */
const stopLimit = 60;
const mebibyte = 1024 ** 2;

/** PostgreSQL with pgvector in a Docker container: network, volume, image and container. */
export class LocalPostgres extends LoopbackServer<LocalPostgresArgs> {
  readonly kind = "docker";

  constructor(name: string, args: LocalPostgresArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:LocalPostgres", name, args, opts);
  }

  protected make(name: string, args: LocalPostgresArgs, admin: AdminPassword): MadeServer {
    const provider = new docker.Provider(`${name}-docker`, { host: args.dockerHost }, { parent: this });
    const inDocker = { parent: this, provider };
    const labels = Object.entries(labelsOf(args)).map(([label, value]) => ({ label, value }));
    const network = new docker.Network(`${name}-network`, { name: args.dockerName, labels }, inDocker);
    const volume = new docker.Volume(
      `${name}-volume`,
      { name: args.dockerName, labels },
      {
        ...inDocker,
        deleteBeforeReplace: true,
        replacementTrigger: args.dataVersion,
        // One that was made beforehand, on a disk of its own, is taken as it is.
        ignoreChanges: ["driver", "driverOpts"],
      },
    );
    const image = imageOf(name, args.image, inDocker);
    const server = new docker.Container(
      name,
      {
        ...containerArgs(args),
        image: image.imageId,
        labels,
        networksAdvanced: [{ name: network.name }],
        volumes: [{ volumeName: volume.name, containerPath: dataFolder }],
        uploads: [{ file: passwordFile, content: admin.password, permissions: "0400" }],
      },
      { ...inDocker, deleteBeforeReplace: true },
    );
    return { server };
  }
}

/** Whose it is: nothing without these labels is ever touched. */
function labelsOf({ stack, dockerName }: LocalPostgresArgs): Record<string, string> {
  return { "pgstack.stack": stack, "pgstack.name": dockerName };
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

function containerArgs(args: LocalPostgresArgs): Omit<docker.ContainerArgs, "image"> {
  const sharedBuffers = Math.floor(args.memory / 4 / mebibyte);
  return {
    name: args.dockerName,
    command: ["postgres", "-c", `shared_buffers=${sharedBuffers}MB`],
    envs: [
      `POSTGRES_USER=${args.adminUser}`,
      "POSTGRES_DB=postgres",
      `POSTGRES_PASSWORD_FILE=${passwordFile}`,
      `PGDATA=${dataFolder}`,
    ],
    // Bound to the loopback interface: Docker's own port forwarding goes around a firewall.
    ports: [{ internal: 5432, external: args.port, ip: "127.0.0.1" }],
    // Parallel builds of indexes share up to maintenance_work_mem there.
    shmSize: Math.max(64, sharedBuffers),
    restart: "unless-stopped",
    healthcheck: {
      // Over TCP: while the database is being made, the server answers on its socket only.
      tests: [
        "CMD",
        "pg_isready",
        "--quiet",
        "--host=127.0.0.1",
        `--username=${args.adminUser}`,
        "--dbname=postgres",
      ],
      interval: "1s",
      timeout: "5s",
      retries: 5,
      startPeriod: "2m0s",
    },
    wait: true,
    waitTimeout: healthLimit,
    mustRun: true,
    stopTimeout: stopLimit,
    destroyGraceSeconds: stopLimit,
  };
}
