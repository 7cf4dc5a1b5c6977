/** The job that keeps pg_cron's history short, in pg_cron's own database: it keeps what it knows of each run for ever. */
export const runHistoryPurge = {
  name: "pgstack: purge run history",
  schedule: "17 3 * * *",
  command:
    "DELETE FROM cron.job_run_details WHERE coalesce(end_time, start_time) < now() - interval '30 days'",
} as const;
