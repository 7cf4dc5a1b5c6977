-- PostgreSQL leaves them to pg_read_server_files, whose member RDS's master is not.
GRANT EXECUTE ON FUNCTION pg_get_wal_record_info, pg_get_wal_records_info, pg_get_wal_stats TO rds_superuser WITH GRANT OPTION;
