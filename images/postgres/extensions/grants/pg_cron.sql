-- AWS, "Scheduling maintenance with the PostgreSQL pg_cron extension": rds_superuser sees and schedules jobs, also for another
-- database, changes cron.job, and grants USAGE on the schema to others. pg_cron writes a job as the extension's owner,
-- whoever schedules it. No job may become a superuser's that way.
GRANT USAGE ON SCHEMA cron TO rds_superuser WITH GRANT OPTION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA cron TO rds_superuser WITH GRANT OPTION;
GRANT SELECT, INSERT, UPDATE, DELETE ON cron.job, cron.job_run_details TO rds_superuser WITH GRANT OPTION;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA cron TO rds_superuser;
CREATE POLICY rds_superuser_jobs ON cron.job TO rds_superuser USING (true)
  WITH CHECK (NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = username AND rolsuper));
CREATE POLICY rds_superuser_runs ON cron.job_run_details TO rds_superuser USING (true);
