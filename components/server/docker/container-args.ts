import type * as docker from "@pulumi/docker";
import { configurationMount, type DockerPlace, dataMount } from "./docker-place.ts";

/** How long a server may take to become healthy, in seconds: making a database takes a few, recovery may take longer. */
const healthLimit = 180;
/** How long it has to stop in order, in seconds, before it is killed. */
const stopLimit = 60;
/**
 * Of /dev/shm, in MB. Parallel builds of indexes share up to maintenance_work_mem there; it takes no memory until it is
 * used, and the container's limit holds for it, too.
 */
const sharedMemoryCeiling = 16 * 1024;
const mebibyte = 1024 ** 2;

export interface ContainerLimits {
  /** In bytes. A change is made in place. */
  readonly memory: number;
  /** Cores, or `auto` for all there are. A change replaces the container, not the data. */
  readonly cpus: number | "auto";
  /** Whether the daemon's kernel can limit swap, too: as much again as memory. */
  readonly swap: boolean;
}

interface ContainerOptions {
  /** Of the container. */
  readonly name: string;
  /** On 127.0.0.1. A change replaces the container, not the data. */
  readonly port: number;
  /** Command of its health check, which runs in it. */
  readonly check: readonly string[];
  readonly limits: ContainerLimits;
  /** Volume with its data. @default none */
  readonly data?: docker.Volume;
}

/**
 * What is the same for every container of a stack: its network, its configuration, a port on the loopback interface, limits,
 * a log that does not grow without end.
 */
export function containerArgs(
  { labels, network, configuration, image }: DockerPlace,
  { name, port, check, limits, data }: ContainerOptions,
): docker.ContainerArgs {
  return {
    name,
    image,
    labels,
    networksAdvanced: [{ name: network.name }],
    volumes: [
      { volumeName: configuration.name, containerPath: configurationMount, readOnly: true },
      ...(data === undefined ? [] : [{ volumeName: data.name, containerPath: dataMount }]),
    ],
    // Bound to the loopback interface: Docker's own port forwarding goes around a firewall.
    ports: [{ internal: 5432, external: port, ip: "127.0.0.1" }],
    memory: Math.floor(limits.memory / mebibyte),
    // What Docker does by itself, said: else the next comparison finds what it did. -1 where the kernel limits no swap.
    memorySwap: limits.swap ? 2 * Math.floor(limits.memory / mebibyte) : -1,
    // With its decimal, as the daemon's figure is read back: else each comparison finds another one.
    ...(limits.cpus === "auto" ? {} : { cpus: limits.cpus.toFixed(1) }),
    shmSize: sharedMemoryCeiling,
    logDriver: "json-file",
    logOpts: { "max-size": "20m", "max-file": "5" },
    restart: "unless-stopped",
    healthcheck: { tests: ["CMD", ...check], interval: "1s", timeout: "5s", retries: 5, startPeriod: "2m0s" },
    wait: true,
    waitTimeout: healthLimit,
    mustRun: true,
    stopTimeout: stopLimit,
    destroyGraceSeconds: stopLimit,
  };
}
