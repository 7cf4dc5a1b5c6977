/**
 * Schedules a job of the current role: name $1, schedule $2, command $3, database $4, active $5. Its id is the answer.
 * A role of another name is given afterwards, by {@link giveJob}: pg_cron's functions let a superuser alone name one.
 */
export const scheduleJob = "SELECT cron.schedule_in_database($1, $2, $3, $4, NULL, $5)::float8 AS id";

/** Changes job $1 of the current role in place: schedule $2, command $3, database $4, active $5; its history stays. */
export const alterJob = "SELECT cron.alter_job($1, $2, $3, $4, NULL, $5)";

/** Makes job $1 the current role's, which can then change it. */
export const takeJob =
  "UPDATE cron.job SET username = current_user WHERE jobid = $1 AND username <> current_user";

/** Lets job $1 run as role $2. */
export const giveJob = "UPDATE cron.job SET username = $2 WHERE jobid = $1 AND username <> $2";

/** Takes job $1 away; its history stays. */
export const unscheduleJob = "SELECT cron.unschedule($1::bigint)";
