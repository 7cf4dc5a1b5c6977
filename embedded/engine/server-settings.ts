const mib = 2 ** 20;

/** Arguments of PostgreSQL's single-user mode: what there is only one process for is switched off. */
export const startArguments: readonly string[] = [
  "--single",
  "-j",
  ...[
    "exit_on_error=false",
    "max_worker_processes=0",
    "max_parallel_workers=0",
    "max_parallel_workers_per_gather=0",
    "max_parallel_maintenance_workers=0",
    "io_method=sync",
  ].flatMap((setting) => ["-c", setting]),
];

/**
 * The lines of postgresql.conf, written anew at each start; what a user sets with ALTER SYSTEM stays above them.
 *
 * @param memory bytes the server may use; the WASM build has 2 GiB in all, so that no part exceeds its share of that
 */
export function serverSettings(memory: number): string[] {
  const part = (divisor: number, least: number, most: number) =>
    `${Math.floor(Math.min(Math.max(memory / divisor / mib, least), most))}MB`;
  return [
    `shared_buffers = ${part(4, 16, 1024)}`,
    `effective_cache_size = ${part(4 / 3, 64, 65_536)}`,
    `maintenance_work_mem = ${part(8, 16, 256)}`,
    `work_mem = ${part(64, 4, 64)}`,
    "max_connections = 100",
    "shared_preload_libraries = 'pg_stat_statements'",
    // The only method that the WASM build carries through to the disk.
    "wal_sync_method = fsync",
    "max_wal_senders = 0",
    "min_wal_size = 32MB",
    "random_page_cost = 1.1",
    // Errors of statements go to the client alone: their text may hold a password.
    "log_min_messages = log",
    "log_min_error_statement = panic",
    "log_checkpoints = off",
    // The log's own lines have the time.
    "log_line_prefix = ''",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "datestyle = 'iso, mdy'",
    "lc_messages = 'C'",
    "lc_monetary = 'C'",
    "lc_numeric = 'C'",
    "lc_time = 'C'",
    "default_text_search_config = 'pg_catalog.english'",
  ];
}
