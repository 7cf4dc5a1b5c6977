/** Whether pg_cron is in this database, as `there`. */
export const schedulerIsThere = "SELECT to_regclass('cron.job_run_details') IS NOT NULL AS there";

/** Each job that is switched on, with how its last run ended; a run that goes on has not ended. */
export const readLastRuns = `
  SELECT j.jobid AS id, coalesce(j.jobname, left(j.command, 40)) AS name, r.status, r.return_message AS message,
         to_char(r.start_time AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') AS began
  FROM cron.job j LEFT JOIN LATERAL (
    SELECT status, return_message, start_time FROM cron.job_run_details
    WHERE jobid = j.jobid AND status IN ('succeeded', 'failed') ORDER BY runid DESC LIMIT 1
  ) r ON true
  WHERE j.active ORDER BY 2`;
