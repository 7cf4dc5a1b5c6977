import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group } from "./group.ts";

/** Processes besides parallel workers: the launchers of pg_cron and of logical replication, five jobs, one to spare. */
const others = 8;

/** What PostgreSQL gives one query or build by itself. */
const ownDefault = 2;

/** Most helpers of one query; a server for many clients gives one of them less. */
const mostPerQuery = { laptop: 2, production: 4, writes: 2, vector: 4, workstation: 16 } as const;

/** Most helpers of one build of an index. */
const mostPerBuild = { laptop: 2, production: 4, writes: 4, vector: 16, workstation: 8 } as const;

/** The cores that are whole, at least one. */
export function wholeCores({ size }: ParameterOptions): number {
  return Math.max(1, Math.floor(size.cores));
}

export function parallelWork(options: ParameterOptions): Parameter[] {
  const cores = wholeCores(options);
  const half = Math.floor(cores / 2);
  const { profile } = options;
  const share = cores === 1 ? 0 : Math.max(half, ownDefault);
  const perQuery = Math.min(share, mostPerQuery[profile]);
  const perBuild = Math.min(share, mostPerBuild[profile]);
  const reason = (number: number) =>
    number === 0
      ? "one core has nothing to share"
      : number === half
        ? `half of the ${cores} cores`
        : number === ownDefault && number === share
          ? "PostgreSQL's own: with fewer a large sort on few cores is left to one"
          : `at most ${number} in profile ${profile}, so that one leaves cores to others`;
  return group("parallel work", [
    [
      "max_worker_processes",
      cores + others,
      "restart",
      `${cores} for parallel work, and ${others} for pg_cron's jobs, replication and what else runs beside`,
      "cpus",
    ],
    [
      "max_parallel_workers",
      cores,
      "reload",
      cores === 1 ? "one core" : `one for each of the ${cores} cores`,
      "cpus",
    ],
    ["max_parallel_workers_per_gather", perQuery, "reload", reason(perQuery), "cpus", "profile"],
    ["max_parallel_maintenance_workers", perBuild, "reload", reason(perBuild), "cpus", "profile"],
  ]);
}
