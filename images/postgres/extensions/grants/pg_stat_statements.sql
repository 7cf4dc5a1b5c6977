GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO rds_superuser WITH GRANT OPTION;
