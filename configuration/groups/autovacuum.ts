import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group } from "./group.ts";
import { wholeCores } from "./parallel-work.ts";

/** Three, as PostgreSQL has it and RDS below 180 GB of memory; a large server has one for every eight cores, up to ten. */
export function autovacuumWorkers(options: ParameterOptions): number {
  return Math.min(Math.max(3, Math.floor(wholeCores(options) / 8)), 10);
}

export function autovacuum(options: ParameterOptions): Parameter[] {
  const writes = options.profile === "writes";
  const workers = autovacuumWorkers(options);
  const change = options.majorVersion < 18 ? "restart" : "reload";
  const many = "many small changes are no reason to start; the share of the table decides";
  const small = "PostgreSQL's own: small tables are cleaned, too";
  return group("autovacuum", [
    [
      "autovacuum_max_workers",
      workers,
      change,
      workers === 3
        ? "PostgreSQL's own: enough for some thousand tables"
        : `one for every eight of the ${wholeCores(options)} cores, ten at most`,
      "cpus",
    ],
    [
      "autovacuum_naptime",
      writes ? "30s" : "1min",
      "reload",
      writes
        ? "tables that change much are looked at twice as often"
        : "PostgreSQL's own: each database is looked at once a minute",
      "profile",
    ],
    ["autovacuum_vacuum_threshold", writes ? 1000 : 50, "reload", writes ? many : small, "profile"],
    ["autovacuum_analyze_threshold", writes ? 500 : 50, "reload", writes ? many : small, "profile"],
    [
      "autovacuum_vacuum_scale_factor",
      writes ? "0.05" : "0.1",
      "reload",
      writes
        ? "cleaned when a twentieth has changed: often, and a little each time"
        : "as on RDS: cleaned when a tenth has changed",
      "profile",
    ],
    [
      "autovacuum_analyze_scale_factor",
      writes ? "0.02" : "0.05",
      "reload",
      writes
        ? "statistics are renewed when a fiftieth has changed"
        : "as on RDS: statistics are renewed when a twentieth has changed",
      "profile",
    ],
    [
      "autovacuum_vacuum_cost_limit",
      writes ? 2000 : 200 * Math.ceil(workers / 3),
      "reload",
      writes
        ? "flash storage bears ten times the pace, and dead rows come fast"
        : "PostgreSQL's pace for each three workers, who share it",
      "profile",
      "cpus",
    ],
  ]);
}
