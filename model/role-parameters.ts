/** Parameters of the whole server, which no role and no session has of its own (PostgreSQL 16 to 18, contexts postmaster and sighup). */
export const serverParameters: ReadonlySet<string> = new Set(
  `
    allow_alter_system archive_cleanup_command archive_command archive_library archive_mode archive_timeout
    authentication_timeout autovacuum autovacuum_analyze_scale_factor autovacuum_analyze_threshold
    autovacuum_freeze_max_age autovacuum_max_workers autovacuum_multixact_freeze_max_age autovacuum_naptime
    autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit autovacuum_vacuum_insert_scale_factor
    autovacuum_vacuum_insert_threshold autovacuum_vacuum_max_threshold autovacuum_vacuum_scale_factor
    autovacuum_vacuum_threshold autovacuum_work_mem autovacuum_worker_slots bgwriter_delay
    bgwriter_flush_after bgwriter_lru_maxpages bgwriter_lru_multiplier bonjour bonjour_name
    checkpoint_completion_target checkpoint_flush_after checkpoint_timeout checkpoint_warning cluster_name
    commit_timestamp_buffers data_directory data_sync_retry db_user_namespace dynamic_shared_memory_type
    event_source external_pid_file file_extend_method fsync full_page_writes gss_accept_delegation hba_file
    hot_standby hot_standby_feedback huge_page_size huge_pages ident_file idle_replication_slot_timeout
    io_max_combine_limit io_max_concurrency io_method io_workers jit_provider krb_caseins_users
    krb_server_keyfile listen_addresses log_autovacuum_min_duration log_checkpoints log_destination
    log_directory log_file_mode log_filename log_hostname log_line_prefix log_recovery_conflict_waits
    log_rotation_age log_rotation_size log_startup_progress_interval log_timezone log_truncate_on_rotation
    logging_collector max_active_replication_origins max_connections max_files_per_process
    max_locks_per_transaction max_logical_replication_workers max_notify_queue_pages
    max_parallel_apply_workers_per_subscription max_pred_locks_per_page max_pred_locks_per_relation
    max_pred_locks_per_transaction max_prepared_transactions max_replication_slots max_slot_wal_keep_size
    max_standby_archive_delay max_standby_streaming_delay max_sync_workers_per_subscription max_wal_senders
    max_wal_size max_worker_processes min_dynamic_shared_memory min_wal_size multixact_member_buffers
    multixact_offset_buffers notify_buffers oauth_validator_libraries old_snapshot_threshold port
    primary_conninfo primary_slot_name promote_trigger_file recovery_end_command recovery_init_sync_method
    recovery_min_apply_delay recovery_prefetch recovery_target recovery_target_action
    recovery_target_inclusive recovery_target_lsn recovery_target_name recovery_target_time
    recovery_target_timeline recovery_target_xid reserved_connections restart_after_crash restore_command
    serializable_buffers shared_buffers shared_memory_type shared_preload_libraries ssl ssl_ca_file
    ssl_cert_file ssl_ciphers ssl_crl_dir ssl_crl_file ssl_dh_params_file ssl_ecdh_curve ssl_groups
    ssl_key_file ssl_max_protocol_version ssl_min_protocol_version ssl_passphrase_command
    ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers ssl_tls13_ciphers
    subtransaction_buffers summarize_wal superuser_reserved_connections sync_replication_slots
    synchronized_standby_slots synchronous_standby_names syslog_facility syslog_ident
    syslog_sequence_numbers syslog_split_messages track_activity_query_size track_commit_timestamp
    transaction_buffers unix_socket_directories unix_socket_group unix_socket_permissions
    vacuum_defer_cleanup_age wal_buffers wal_decode_buffer_size wal_keep_size wal_level wal_log_hints
    wal_receiver_create_temp_slot wal_receiver_status_interval wal_receiver_timeout
    wal_retrieve_retry_interval wal_summary_keep_time wal_sync_method wal_writer_delay
    wal_writer_flush_after
  `
    .trim()
    .split(/\s+/),
);

/**
 * Parameters that a superuser alone may set, so that nobody on RDS may: `settableParameters` in sql/rds/settable-parameters.ts are
 * those that its administrator may set all the same.
 */
export const superuserParameters: ReadonlySet<string> = new Set(
  `
    allow_in_place_tablespaces allow_system_table_mods backtrace_functions commit_delay dynamic_library_path
    event_triggers extension_control_path ignore_checksum_failure ignore_system_indexes is_superuser
    jit_debugging_support jit_dump_bitcode jit_profiling_support lc_messages lo_compat_privileges
    log_connections log_disconnections max_stack_depth session_authorization session_preload_libraries
    update_process_title wal_compression wal_consistency_checking wal_init_zero wal_recycle
    zero_damaged_pages
  `
    .trim()
    .split(/\s+/),
);

/** Parameters whose value is a list of names, each quoted on its own. */
export const listParameters: ReadonlySet<string> = new Set([
  "local_preload_libraries",
  "search_path",
  "temp_tablespaces",
]);
