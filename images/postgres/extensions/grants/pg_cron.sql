-- AWS, "Scheduling maintenance with the PostgreSQL pg_cron extension": rds_superuser schedules jobs, also for another
-- database, changes cron.job, and grants USAGE on the schema to others. Row security leaves to each user the jobs of its own.
GRANT USAGE ON SCHEMA cron TO rds_superuser WITH GRANT OPTION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA cron TO rds_superuser WITH GRANT OPTION;
GRANT SELECT, UPDATE, DELETE ON cron.job, cron.job_run_details TO rds_superuser WITH GRANT OPTION;
