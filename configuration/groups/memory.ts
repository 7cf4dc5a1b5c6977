import type { Profile } from "../../settings/settings.ts";
import { GB, inWords, MB, memoryValue, roundFigure, wholeUnits } from "../amount.ts";
import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { connectionsAllowed } from "./connections.ts";
import { group } from "./group.ts";

/** In bytes: a quarter, as PostgreSQL's documentation starts with (19.4.1), pgtune and RDS (`DBInstanceClassMemory/32768`). */
export function sharedBuffers({ size }: ParameterOptions): number {
  return wholeUnits(size.memory / 4, MB, 16 * MB);
}

/** Bounds of `work_mem`, in bytes: PostgreSQL's own 4 MB, and more than one sort puts to good use. */
export const leastWork = 4 * MB;
export const mostWork = 2 * GB;

/** The part of the connections that is taken to sort or hash at the same time. */
export const busy = { production: 1, writes: 1, workstation: 1, laptop: 1 / 2, vector: 1 / 4 } as const;
const busyWords = {
  production: "the",
  writes: "the",
  workstation: "the",
  laptop: "half of the",
  vector: "a quarter of the",
} as const;

/**
 * In bytes: what `shared_buffers` leaves, shared by the connections that are busy at once. pgtune divides by three for
 * each connection and again by parallel workers; RDS leaves PostgreSQL's 4 MB whatever the class.
 */
export function workMemory(options: ParameterOptions): number {
  const left = options.size.memory - sharedBuffers(options);
  const each = left / (connectionsAllowed(options) * busy[options.profile]);
  return Math.min(Math.max(roundFigure(each), leastWork), mostWork);
}

/** The part of memory that one build of an index or one vacuum may take. pgtune takes a sixteenth up to 2 GB. */
export const maintenanceParts = {
  production: 16,
  writes: 16,
  workstation: 32,
  laptop: 8,
  vector: 8,
} as const;
const ordinals = { 8: "an eighth", 16: "a sixteenth", 32: "a thirty-second" } as const;

/** In bytes. */
export function mostMaintenance(profile: Profile): number {
  return profile === "vector" ? 64 * GB : 8 * GB;
}

/** In bytes. A graph of HNSW that does not fit is built many times slower, hence the larger part for vectors. */
export function maintenanceMemory({ profile, size }: ParameterOptions): number {
  return wholeUnits(size.memory / maintenanceParts[profile], MB, 16 * MB, mostMaintenance(profile));
}

/** Pages of 2 MB for all of shared memory, which is 1,086 MB with 1 GB of buffers and 200 connections; a few to spare. */
function hugePages(options: ParameterOptions): number {
  return Math.ceil((sharedBuffers(options) * 1.05 + 32 * MB) / (2 * MB));
}

export function memory(options: ParameterOptions): Parameter[] {
  const { profile, size } = options;
  const given = `the ${inWords(size.memory)} of memory`;
  const [cached, part] = profile === "laptop" ? [1 / 2, "half"] : [3 / 4, "three quarters"];
  const left = inWords(size.memory - sharedBuffers(options));
  const others =
    profile === "laptop" ? "; the editor's files want the rest" : "; what else the system caches";
  const maintenance = maintenanceMemory(options);
  const ordinal = ordinals[maintenanceParts[profile]];
  const work = workMemory(options);
  const sharing = `${busyWords[profile]} ${Math.floor(connectionsAllowed(options))} connections`;
  return group("memory", [
    ["shared_buffers", memoryValue(sharedBuffers(options)), "restart", `a quarter of ${given}`, "memory"],
    [
      "effective_cache_size",
      memoryValue(wholeUnits(size.memory * cached, MB, 16 * MB)),
      "reload",
      `${part} of ${given}${others}`,
      "memory",
      "profile",
    ],
    [
      "work_mem",
      memoryValue(work),
      "reload",
      work === leastWork
        ? "the least with which PostgreSQL sorts well"
        : work === mostWork
          ? "as much as one sort puts to good use"
          : `the ${left} that shared_buffers leaves, for each of ${sharing}, in a round figure`,
      "memory",
      "profile",
    ],
    [
      "maintenance_work_mem",
      memoryValue(maintenance),
      "reload",
      maintenance < wholeUnits(size.memory / maintenanceParts[profile], MB, 16 * MB)
        ? "as much as a build puts to good use"
        : `${ordinal} of ${given}, for a build of an index or a vacuum`,
      "memory",
      "profile",
    ],
    [
      "huge_pages",
      "try",
      "restart",
      `fewer entries for the processor to keep where the system has reserved such pages: about ${hugePages(options)} of 2 MB (vm.nr_hugepages) hold these buffers and what is beside them`,
      "memory",
    ],
  ]);
}
