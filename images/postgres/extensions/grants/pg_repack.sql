-- AWS, "Reducing bloat in tables and indexes with the pg_repack extension": the master runs pg_repack with -k, on its own
-- tables.
GRANT USAGE, CREATE ON SCHEMA repack TO rds_superuser WITH GRANT OPTION;
GRANT SELECT ON ALL TABLES IN SCHEMA repack TO rds_superuser WITH GRANT OPTION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA repack TO rds_superuser WITH GRANT OPTION;
