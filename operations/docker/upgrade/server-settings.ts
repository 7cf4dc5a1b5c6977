import { preloadedLibraries } from "../../../configuration/preloaded-libraries.ts";
import { workMount } from "./cluster-upgrade.ts";

/** The image's conventions have the socket here; the other server's programs look in the upgrade's volume. */
const imageSocket = "/run/postgresql";
/** Of the new server's memory: shared buffers, and all builds of indexes together. */
const share = 4;
const mebibyte = 1024 ** 2;

/** Settings of both servers: whatever their data folders say, they serve the upgrade alone and log no statement. */
function common(part: "old" | "new", majorVersion: number): Record<string, string | number> {
  return {
    config_file: `${workMount}/postgresql.conf`,
    hba_file: `${workMount}/pg_hba.conf`,
    listen_addresses: "",
    port: 5432,
    unix_socket_directories: `${imageSocket},${workMount}/${part}`,
    external_pid_file: "",
    ssl: "off",
    logging_collector: "off",
    log_destination: "stderr",
    log_statement: "none",
    log_min_duration_statement: -1,
    log_min_error_statement: "panic",
    session_preload_libraries: "",
    local_preload_libraries: "",
    synchronous_standby_names: "",
    archive_mode: "off",
    autovacuum: "off",
    statement_timeout: 0,
    // Triggers of a login, and those of a dump's own statements that an extension has made.
    ...(majorVersion >= 17 ? { event_triggers: "off" } : {}),
  };
}

/**
 * The old server: nothing is written but what a start and a stop write. It must be able to hold what it held, and tell its
 * replicas nothing new.
 *
 * @param controlled the settings its control file has
 */
export function oldServerSettings(
  majorVersion: number,
  controlled: Readonly<Record<string, string>>,
): string[] {
  return asArguments({
    ...common("old", majorVersion),
    ...controlled,
    shared_preload_libraries: "",
    default_transaction_read_only: "on",
    max_replication_slots: 1_000,
    max_slot_wal_keep_size: -1,
  });
}

/** What the new server is started with. */
export interface NewServerOptions {
  readonly majorVersion: number;
  /** Libraries that the image has, by name. */
  readonly libraries: readonly string[];
  /** The one with pg_cron, which can be in no other. */
  readonly cronDatabase: string | undefined;
  readonly jobs: number;
  /** In bytes. */
  readonly memory: number;
}

/**
 * The new server: as fast as a server can be whose data is made anew when anything fails. What has to be preloaded before
 * its extension can be created is; no background process of an extension runs, so no job does.
 */
export function newServerSettings(options: NewServerOptions): string[] {
  const { majorVersion, libraries, cronDatabase, jobs, memory } = options;
  const buffers = Math.max(32, Math.floor(memory / share / mebibyte));
  const building = Math.min(1024, Math.max(16, Math.floor(memory / share / jobs / mebibyte)));
  return asArguments({
    ...common("new", majorVersion),
    shared_preload_libraries: preloadedLibraries.own.filter((name) => libraries.includes(name)).join(","),
    ...(cronDatabase === undefined ? {} : { "cron.database_name": cronDatabase }),
    max_worker_processes: 0,
    max_connections: 3 * jobs + 20,
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    wal_level: "minimal",
    max_wal_senders: 0,
    max_wal_size: "2GB",
    checkpoint_timeout: "30min",
    shared_buffers: `${buffers}MB`,
    maintenance_work_mem: `${building}MB`,
  });
}

function asArguments(settings: Record<string, string | number>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
