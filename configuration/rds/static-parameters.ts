/**
 * Parameters that a server reads at its start alone: PostgreSQL's of the context `postmaster` (pg_settings, 16 to 18) that RDS
 * lets one set, and those that RDS calls static beside them (RDS user guide, Appendix.PostgreSQL.CommonDBATasks.Parameters).
 * For these RDS refuses `immediate`.
 */
const names = new Set([
  "autovacuum_freeze_max_age",
  "autovacuum_max_workers",
  "autovacuum_multixact_freeze_max_age",
  "autovacuum_worker_slots",
  "commit_timestamp_buffers",
  "io_max_combine_limit",
  "io_max_concurrency",
  "io_method",
  "max_active_replication_origins",
  "max_connections",
  "max_files_per_process",
  "max_locks_per_transaction",
  "max_logical_replication_workers",
  "max_notify_queue_pages",
  "max_pred_locks_per_transaction",
  "max_prepared_transactions",
  "max_replication_slots",
  "max_wal_senders",
  "max_worker_processes",
  "multixact_member_buffers",
  "multixact_offset_buffers",
  "notify_buffers",
  "old_snapshot_threshold",
  "pg_prewarm.autoprewarm",
  "pg_stat_statements.max",
  "rds.custom_dns_resolution",
  "rds.enable_pgactive",
  "rds.logical_replication",
  "rds.pg_stat_ramdisk_size",
  "rds.rds_superuser_reserved_connections",
  "rds.restrict_password_commands",
  "serializable_buffers",
  "shared_buffers",
  "shared_preload_libraries",
  "subtransaction_buffers",
  "temp_file_limit",
  "track_activity_query_size",
  "track_commit_timestamp",
  "transaction_buffers",
  "wal_buffers",
]);

/** Whether another value waits for a reboot; of pg_cron's all do. */
export function isStatic(name: string): boolean {
  return names.has(name) || name.startsWith("cron.");
}
