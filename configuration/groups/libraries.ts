import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group, type Row } from "./group.ts";

/**
 * Parameters of each library; set only where it is loaded. Figures of RDS's are the defaults of its parameter groups.
 *
 * auto_explain does not analyze: it would have to time every node of every statement to have the times of a slow one,
 * which its documentation (F.3) calls an extremely negative impact; the plan alone is had for nothing.
 */
const byLibrary: Readonly<Record<string, readonly Row[]>> = {
  pg_stat_statements: [
    ["pg_stat_statements.max", 5000, "restart", "PostgreSQL's own: 5,000 statements take a few MB"],
    [
      "pg_stat_statements.track",
      "top",
      "reload",
      "as on RDS: what clients sent, without what functions ran inside",
    ],
  ],
  auto_explain: [
    ["auto_explain.log_min_duration", "1s", "reload", "the plan of each statement that is logged as slow"],
    [
      "auto_explain.log_analyze",
      "off",
      "reload",
      "else every statement is timed node by node, for a few that are slow",
    ],
    ["auto_explain.log_settings", "on", "reload", "a plan is understood with what it was made under"],
  ],
  pg_cron: [
    ["cron.database_name", "postgres", "restart", "as on RDS: jobs of all databases are scheduled there"],
    ["cron.use_background_workers", "on", "restart", "jobs need no password and no line in pg_hba.conf"],
    ["cron.max_running_jobs", 5, "restart", "as many as max_worker_processes keeps free for them"],
    ["cron.log_run", "on", "restart", "as on RDS: cron.job_run_details tells how each run ended"],
  ],
  pgaudit: [
    ["pgaudit.role", "rds_pgaudit", "reload", "as on RDS: what is granted to this role is audited"],
    ["pgaudit.log", "none", "reload", "nothing else, until asked for"],
  ],
};

export function libraries({ preload }: ParameterOptions): Parameter[] {
  const why =
    preload.length === 0 ? "the server has none" : "what the server has of RDS's libraries, in RDS's order";
  return group("libraries", [
    ["shared_preload_libraries", preload.join(","), "restart", why, "image"],
    ...preload.flatMap((library) => byLibrary[library] ?? []),
  ]);
}
