import { documentedBy } from "../statement.ts";

const cron = {
  title: "Scheduling maintenance with the PostgreSQL pg_cron extension",
  address: "PostgreSQL_pg_cron.html",
};

/** pg_cron, as its page tells. */
export const pgCron = documentedBy(cron, [
  {
    sql: "CREATE EXTENSION pg_cron",
    outcome: "ok",
    because: "Created by rds_superuser, in the database postgres",
    image: true,
  },
  {
    sql: "SELECT cron.schedule('nightly', '0 3 * * *', 'VACUUM') > 0 AS done",
    outcome: "ok",
    because: "rds_superuser schedules jobs",
    rows: [{ done: true }],
    image: true,
  },
  {
    sql: "UPDATE cron.job SET database = 'shop' WHERE jobname = 'nightly' RETURNING database, username",
    outcome: "ok",
    because: "rds_superuser moves a job to another database",
    rows: [{ database: "shop", username: "mcp_admin" }],
    image: true,
  },
  {
    sql: "GRANT USAGE ON SCHEMA cron TO app",
    outcome: "ok",
    because: "A member of rds_superuser lets others schedule jobs of their own",
    image: true,
  },
  {
    sql: "SET ROLE app; SELECT cron.schedule('of app', '0 4 * * *', 'SELECT 1') > 0 AS done",
    outcome: "ok",
    because: "They do",
    rows: [{ done: true }],
    image: true,
  },
  {
    sql: "SELECT jobname FROM cron.job ORDER BY 1",
    outcome: "ok",
    because: "The job table is read",
    rows: [{ jobname: "nightly" }, { jobname: "of app" }],
    image: true,
  },
  {
    sql: "DELETE FROM cron.job_run_details WHERE end_time < now() - interval '7 days'",
    outcome: "ok",
    because: "rds_superuser has old runs deleted",
    image: true,
  },
  {
    sql: "SELECT cron.unschedule('nightly') AS done",
    outcome: "ok",
    because: "Its owner takes a job away",
    rows: [{ done: true }],
    image: true,
  },
]);
