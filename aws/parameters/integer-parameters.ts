/**
 * Whole-number parameters of RDS for PostgreSQL: name, `static` where a change waits for a reboot, unit of a bare number, least
 * and most. Ranges and units are PostgreSQL 17's own (pg_settings), which RDS takes for all of them (RDS user guide,
 * Appendix.PostgreSQL.CommonDBATasks.Parameters, 2026-11-28).
 */
export const integerParameters = `
authentication_timeout s 1 600
autovacuum_analyze_threshold - 0 2147483647
autovacuum_freeze_max_age static - 100000 2000000000
autovacuum_max_workers static - 1 262143
autovacuum_multixact_freeze_max_age static - 10000 2000000000
autovacuum_naptime s 1 2147483
autovacuum_vacuum_cost_limit - -1 10000
autovacuum_vacuum_insert_threshold - -1 2147483647
autovacuum_vacuum_threshold - 0 2147483647
autovacuum_work_mem kB -1 2147483647
backend_flush_after 8kB 0 256
bgwriter_delay ms 10 10000
bgwriter_flush_after 8kB 0 256
bgwriter_lru_maxpages - 0 1073741823
checkpoint_flush_after 8kB 0 256
checkpoint_timeout s 30 86400
checkpoint_warning s 0 2147483647
client_connection_check_interval ms 0 2147483647
commit_delay - 0 100000
commit_siblings - 0 1000
commit_timestamp_buffers static 8kB 0 131072
deadlock_timeout ms 1 2147483647
default_statistics_target - 1 10000
effective_cache_size 8kB 1 2147483647
effective_io_concurrency - 0 1000
extra_float_digits - -15 3
from_collapse_limit - 1 2147483647
geqo_effort - 1 10
geqo_generations - 0 2147483647
geqo_pool_size - 0 2147483647
geqo_threshold - 2 2147483647
gin_fuzzy_search_limit - 0 2147483647
gin_pending_list_limit kB 64 2147483647
idle_in_transaction_session_timeout ms 0 2147483647
idle_session_timeout ms 0 2147483647
io_combine_limit 8kB 1 32
join_collapse_limit - 1 2147483647
lock_timeout ms 0 2147483647
log_autovacuum_min_duration ms -1 2147483647
log_min_duration_sample ms -1 2147483647
log_min_duration_statement ms -1 2147483647
log_parameter_max_length B -1 1073741823
log_parameter_max_length_on_error B -1 1073741823
log_rotation_age min 0 35791394
log_rotation_size kB 0 2097151
log_startup_progress_interval ms 0 2147483647
log_temp_files kB -1 2147483647
logical_decoding_work_mem kB 64 2147483647
maintenance_io_concurrency - 0 1000
maintenance_work_mem kB 64 2147483647
max_connections static - 1 262143
max_files_per_process static - 64 2147483647
max_locks_per_transaction static - 10 2147483647
max_logical_replication_workers static - 0 262143
max_parallel_apply_workers_per_subscription - 0 1024
max_parallel_maintenance_workers - 0 1024
max_parallel_workers - 0 1024
max_parallel_workers_per_gather - 0 1024
max_pred_locks_per_page - 0 2147483647
max_pred_locks_per_relation - -2147483648 2147483647
max_pred_locks_per_transaction static - 10 2147483647
max_prepared_transactions static - 0 262143
max_replication_slots static - 0 262143
max_slot_wal_keep_size MB -1 2147483647
max_stack_depth kB 100 2147483647
max_standby_archive_delay ms -1 2147483647
max_standby_streaming_delay ms -1 2147483647
max_sync_workers_per_subscription - 0 262143
max_wal_senders static - 0 262143
max_wal_size MB 2 2147483647
max_worker_processes static - 0 262143
min_parallel_index_scan_size 8kB 0 715827882
min_parallel_table_scan_size 8kB 0 715827882
min_wal_size MB 2 2147483647
multixact_member_buffers static 8kB 16 131072
multixact_offset_buffers static 8kB 16 131072
notify_buffers static 8kB 16 131072
scram_iterations - 1 2147483647
serializable_buffers static 8kB 16 131072
shared_buffers static 8kB 16 1073741823
statement_timeout ms 0 2147483647
subtransaction_buffers static 8kB 0 131072
tcp_keepalives_count - 0 2147483647
tcp_keepalives_idle s 0 2147483647
tcp_keepalives_interval s 0 2147483647
tcp_user_timeout ms 0 2147483647
temp_buffers 8kB 100 1073741823
temp_file_limit static kB -1 2147483647
track_activity_query_size static B 100 1048576
transaction_buffers static 8kB 0 131072
transaction_timeout ms 0 2147483647
vacuum_buffer_usage_limit kB 0 16777216
vacuum_cost_limit - 1 10000
vacuum_cost_page_dirty - 0 10000
vacuum_cost_page_hit - 0 10000
vacuum_cost_page_miss - 0 10000
vacuum_failsafe_age - 0 2100000000
vacuum_freeze_min_age - 0 1000000000
vacuum_freeze_table_age - 0 2000000000
vacuum_multixact_failsafe_age - 0 2100000000
vacuum_multixact_freeze_min_age - 0 1000000000
vacuum_multixact_freeze_table_age - 0 2000000000
wal_buffers static 8kB -1 262143
wal_keep_size MB 0 2147483647
wal_receiver_status_interval s 0 2147483
wal_receiver_timeout ms 0 2147483647
wal_retrieve_retry_interval ms 1 2147483647
wal_sender_timeout ms 0 2147483647
wal_skip_threshold kB 0 2147483647
wal_summary_keep_time min 0 35791394
wal_writer_delay ms 1 10000
wal_writer_flush_after 8kB 0 2147483647
work_mem kB 64 2147483647
`;
