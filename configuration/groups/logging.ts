import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group } from "./group.ts";

export function logging({ profile }: ParameterOptions): Parameter[] {
  const who = profile === "laptop" ? "off" : "on";
  const whoWhy =
    profile === "laptop"
      ? "health checks every few seconds would fill the log"
      : "who was connected, and for how long";
  return group("logging", [
    ["log_destination", "stderr", "reload", "where `pgstack logs` reads; RDS's default"],
    ["log_line_prefix", "%t:%r:%u@%d:[%p]:", "reload", "RDS's own, so that one reader serves both"],
    ["log_timezone", "UTC", "reload", "as on RDS: one time for server and log"],
    ["log_statement", "ddl", "reload", "who changed the schema, and when"],
    ["log_min_duration_statement", "1s", "reload", "statements slower than a second"],
    ["log_checkpoints", "on", "reload", "whether checkpoints come by time or because WAL ran full"],
    ["log_connections", who, "reload", whoWhy, "profile"],
    ["log_disconnections", who, "reload", whoWhy, "profile"],
    ["log_lock_waits", "on", "reload", "who waits for a lock for longer than a second"],
    ["log_temp_files", "0", "reload", "each sort that did not fit in work_mem"],
    ["log_autovacuum_min_duration", "10s", "reload", "as on RDS: a vacuum that took long"],
    [
      "track_io_timing",
      "on",
      "reload",
      "as on RDS: EXPLAIN and pg_stat_statements tell reading from computing",
    ],
    ["track_activity_query_size", "4kB", "restart", "as on RDS: long statements are seen whole"],
  ]);
}
