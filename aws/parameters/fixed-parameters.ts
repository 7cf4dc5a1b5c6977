/**
 * Parameters that PostgreSQL has and RDS does not let one modify (`IsModifiable` of the groups default.postgres*, 2026-11-28):
 * files, sockets, certificates and what keeps the data safe are RDS's own business. transaction_* are of one transaction;
 * those of a server begin with default_.
 */
export const fixedParameters: ReadonlySet<string> = new Set(
  `allow_alter_system archive_cleanup_command archive_command archive_library archive_mode
  archive_timeout cluster_name config_file data_directory data_sync_retry dynamic_library_path
  dynamic_shared_memory_type event_source external_pid_file file_extend_method fsync full_page_writes
  gss_accept_delegation hba_file hot_standby huge_page_size huge_pages ident_file jit_provider
  krb_caseins_users krb_server_keyfile listen_addresses local_preload_libraries log_destination
  log_directory log_file_mode log_line_prefix log_timezone log_truncate_on_rotation logging_collector
  min_dynamic_shared_memory port primary_conninfo primary_slot_name recovery_end_command
  recovery_init_sync_method recovery_min_apply_delay recovery_prefetch recovery_target
  recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name
  recovery_target_time recovery_target_timeline recovery_target_xid reserved_connections
  restart_after_crash restore_command shared_memory_type ssl ssl_ca_file ssl_cert_file ssl_crl_dir
  ssl_crl_file ssl_dh_params_file ssl_ecdh_curve ssl_key_file ssl_passphrase_command
  ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers superuser_reserved_connections
  sync_replication_slots synchronous_standby_names syslog_facility syslog_ident
  syslog_sequence_numbers syslog_split_messages timezone_abbreviations transaction_deferrable
  transaction_isolation transaction_read_only transform_null_equals unix_socket_directories
  unix_socket_group unix_socket_permissions update_process_title wal_decode_buffer_size wal_init_zero
  wal_level wal_log_hints wal_receiver_create_temp_slot wal_recycle wal_sync_method`.split(/\s+/),
);
