/**
 * Parameters of RDS's own and of the libraries that it loads, in the form of the other tables: name, kind, `static`, unit, least
 * and most (RDS user guide, Appendix.PostgreSQL.CommonDBATasks.Parameters, and the documentation of each library; 2026-11-28).
 */
export const rdsParameters = `
auto_explain.log_analyze boolean
auto_explain.log_buffers boolean
auto_explain.log_format text
auto_explain.log_min_duration integer ms -1 2147483647
auto_explain.log_nested_statements boolean
auto_explain.log_parameter_max_length integer B -1 1073741823
auto_explain.log_settings boolean
auto_explain.log_timing boolean
auto_explain.log_triggers boolean
auto_explain.log_verbose boolean
auto_explain.log_wal boolean
auto_explain.sample_rate real - 0 1
cron.database_name text static
cron.log_run boolean static
cron.log_statement boolean static
cron.max_running_jobs integer static - 0 100
cron.timezone text static
cron.use_background_workers boolean static
orafce.nls_date_format text
orafce.timezone text
pg_bigm.enable_recheck boolean
pg_bigm.gin_key_limit integer - 0 2147483647
pg_bigm.similarity_limit real - 0 1
pg_hint_plan.debug_print text
pg_hint_plan.enable_hint boolean
pg_hint_plan.enable_hint_table boolean
pg_hint_plan.message_level text
pg_hint_plan.parse_messages text
pg_prewarm.autoprewarm boolean static
pg_prewarm.autoprewarm_interval integer s 0 2147483
pg_stat_statements.max integer static - 100 1073741823
pg_stat_statements.save boolean
pg_stat_statements.track text
pg_stat_statements.track_planning boolean
pg_stat_statements.track_utility boolean
pg_transport.num_workers integer - 1 32
pg_transport.timing boolean
pg_transport.work_mem integer kB 65536 2147483647
pgaudit.log text
pgaudit.log_catalog boolean
pgaudit.log_level text
pgaudit.log_parameter boolean
pgaudit.log_relation boolean
pgaudit.log_rows boolean
pgaudit.log_statement_once boolean
pgaudit.role text
pgtle.enable_clientauth text
pgtle.enable_password_check text
pgtle.passcheck_db_name text
plpgsql.check_asserts boolean
plpgsql.extra_errors text
plpgsql.extra_warnings text
plpgsql.print_strict_params boolean
plpgsql.variable_conflict text
rds.accepted_password_auth_method text
rds.adaptive_autovacuum boolean
rds.allowed_extensions text
rds.blue_green_replication_type text
rds.custom_dns_resolution boolean static
rds.enable_pgactive boolean static
rds.force_admin_logging_level text
rds.force_autovacuum_logging_level text
rds.force_ssl boolean
rds.log_retention_period integer min 1440 10080
rds.logical_replication boolean static
rds.pg_stat_ramdisk_size integer static MB 0 1024
rds.rds_superuser_reserved_connections integer static - 0 8388607
rds.restrict_password_commands boolean static
`;
