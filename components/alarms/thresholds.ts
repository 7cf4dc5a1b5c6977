import type { WatchedServer } from "./watched-server.ts";

const gibibyte = 1024 ** 3;

/** Latency of a disk that somebody notices, in seconds: AWS's starting point for RDS ("Recommended alarms", CloudWatch user guide, 2026-11). */
export const slowDisk = 0.02;

/** Share of the memory below which something is wrong, and below which the server may go down any minute. */
const memoryShares = {
  // What PostgreSQL reads through the kernel's cache counts as free: below a quarter there is none left for it.
  rds: { low: 0.25, critical: 0.1 },
  // Three quarters of Aurora's memory are its own cache, which never counts as free.
  aurora: { low: 0.05, critical: 0.025 },
};

/** Bytes. */
export function freeMemory({ kind, memory }: WatchedServer, level: "low" | "critical"): number {
  return Math.round(memory * memoryShares[kind][level]);
}

/** Connections at a share of those the server takes, rounded down so that a small server is warned early. */
export function connectionsAt({ maxConnections }: WatchedServer, share: number): number {
  return Math.floor(maxConnections * share);
}

/**
 * Bytes of free storage. Storage that grows by itself begins to at 10 %, so only less than that says that it does not keep
 * up or has reached its ceiling (RDS user guide, "Managing capacity automatically with storage autoscaling", 2026-11).
 */
export function freeStorage(server: WatchedServer): number {
  return Math.round(server.allocatedStorage * gibibyte * (grows(server) ? 0.05 : 0.1));
}

/** Bytes that storage may still grow by itself. */
export function roomToGrow({ allocatedStorage, maxAllocatedStorage }: WatchedServer): number {
  return Math.max(0, maxAllocatedStorage - allocatedStorage) * gibibyte;
}

/** Bytes at a share of the storage. */
export function storageAt({ allocatedStorage }: WatchedServer, share: number): number {
  return Math.round(allocatedStorage * gibibyte * share);
}

/** Bytes of memory on disk: a share of what there is, and on a small server what any one may have swapped. */
export function swapped({ memory }: WatchedServer): number {
  return Math.max(256 * 1024 ** 2, Math.round(memory * 0.05));
}

/** Requests that wait for the disk: those that it works off at its baseline in the time that is already slow (Little's law). */
export function deepQueue(baselineIops: number): number {
  return Math.round(baselineIops * slowDisk);
}

/** CPU credits for half an hour of all processors: one credit is a processor for a minute. */
export function fewCredits(cores: number): number {
  return cores * 30;
}

function grows(server: WatchedServer): boolean {
  return roomToGrow(server) > 0;
}
