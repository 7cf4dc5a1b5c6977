/** Parameters with a point in them: name, unit, least and most; from the same sources as the whole numbers. */
export const realParameters = `
autovacuum_analyze_scale_factor - 0 100
autovacuum_vacuum_cost_delay ms -1 100
autovacuum_vacuum_insert_scale_factor - 0 100
autovacuum_vacuum_scale_factor - 0 100
bgwriter_lru_multiplier - 0 10
checkpoint_completion_target - 0 1
cpu_index_tuple_cost - 0 1.79769e+308
cpu_operator_cost - 0 1.79769e+308
cpu_tuple_cost - 0 1.79769e+308
cursor_tuple_fraction - 0 1
geqo_seed - 0 1
geqo_selection_bias - 1.5 2
hash_mem_multiplier - 1 1000
jit_above_cost - -1 1.79769e+308
jit_inline_above_cost - -1 1.79769e+308
jit_optimize_above_cost - -1 1.79769e+308
log_statement_sample_rate - 0 1
log_transaction_sample_rate - 0 1
parallel_setup_cost - 0 1.79769e+308
parallel_tuple_cost - 0 1.79769e+308
random_page_cost - 0 1.79769e+308
recursive_worktable_factor - 0.001 1e+06
seq_page_cost - 0 1.79769e+308
vacuum_cost_delay ms 0 100
`;

/** Parameters that are on or off: RDS takes 1 and 0 as well. */
export const booleanParameters = `
array_nulls
autovacuum
check_function_bodies
debug_pretty_print
debug_print_parse
debug_print_plan
debug_print_rewritten
default_transaction_deferrable
default_transaction_read_only
enable_async_append
enable_bitmapscan
enable_gathermerge
enable_group_by_reordering
enable_hashagg
enable_hashjoin
enable_incremental_sort
enable_indexonlyscan
enable_indexscan
enable_material
enable_memoize
enable_mergejoin
enable_nestloop
enable_parallel_append
enable_parallel_hash
enable_partition_pruning
enable_partitionwise_aggregate
enable_partitionwise_join
enable_presorted_aggregate
enable_seqscan
enable_sort
enable_tidscan
escape_string_warning
event_triggers
geqo
hot_standby_feedback
jit
lo_compat_privileges
log_checkpoints
log_connections
log_disconnections
log_duration
log_executor_stats
log_hostname
log_lock_waits
log_parser_stats
log_planner_stats
log_recovery_conflict_waits
log_replication_commands
log_statement_stats
parallel_leader_participation
quote_all_identifiers
row_security
standard_conforming_strings
summarize_wal
synchronize_seqscans
track_activities
track_commit_timestamp static
track_counts
track_io_timing
track_wal_io_timing
`;

/** Parameters that take one of a few words. */
export const enumParameters: Readonly<Record<string, readonly string[]>> = {
  intervalstyle: ["postgres", "postgres_verbose", "sql_standard", "iso_8601"],
  backslash_quote: ["safe_encoding", "on", "off"],
  bytea_output: ["escape", "hex"],
  client_min_messages: [
    "debug5",
    "debug4",
    "debug3",
    "debug2",
    "debug1",
    "log",
    "notice",
    "warning",
    "error",
  ],
  compute_query_id: ["auto", "regress", "on", "off"],
  constraint_exclusion: ["partition", "on", "off"],
  default_toast_compression: ["pglz", "lz4"],
  default_transaction_isolation: ["serializable", "repeatable read", "read committed", "read uncommitted"],
  icu_validation_level: [
    "disabled",
    "debug5",
    "debug4",
    "debug3",
    "debug2",
    "debug1",
    "log",
    "notice",
    "warning",
    "error",
  ],
  log_error_verbosity: ["terse", "default", "verbose"],
  log_min_error_statement: [
    "debug5",
    "debug4",
    "debug3",
    "debug2",
    "debug1",
    "info",
    "notice",
    "warning",
    "error",
    "log",
    "fatal",
    "panic",
  ],
  log_min_messages: [
    "debug5",
    "debug4",
    "debug3",
    "debug2",
    "debug1",
    "info",
    "notice",
    "warning",
    "error",
    "log",
    "fatal",
    "panic",
  ],
  log_statement: ["none", "ddl", "mod", "all"],
  password_encryption: ["md5", "scram-sha-256"],
  plan_cache_mode: ["auto", "force_generic_plan", "force_custom_plan"],
  session_replication_role: ["origin", "replica", "local"],
  ssl_max_protocol_version: ["TLSv1.2", "TLSv1.3"],
  ssl_min_protocol_version: ["TLSv1.2", "TLSv1.3"],
  stats_fetch_consistency: ["none", "cache", "snapshot"],
  synchronous_commit: ["local", "remote_write", "remote_apply", "on", "off"],
  track_functions: ["none", "pl", "all"],
  wal_compression: ["pglz", "lz4", "zstd", "on", "off"],
  xmlbinary: ["base64", "hex"],
  xmloption: ["content", "document"],
};

/** Parameters that take a text. */
export const textParameters = `
application_name
restrict_nonsystem_relation_kind
datestyle
timezone
client_encoding
createrole_self_grant
default_table_access_method
default_tablespace
default_text_search_config
lc_messages
lc_monetary
lc_numeric
lc_time
log_filename
search_path
session_preload_libraries
shared_preload_libraries static
ssl_ciphers
synchronized_standby_slots
temp_tablespaces
`;
