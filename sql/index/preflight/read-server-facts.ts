/** What a build finds on the server, as this session's settings have it. */
export interface ServerFacts {
  /** Bytes. */
  readonly maintenanceWorkMem: number;
  readonly parallelWorkers: number;
  /** `posix`, `sysv`, `mmap`, or `windows`. */
  readonly sharedMemoryType: string;
  /** Schema of pg_stat_statements; `null` without it. */
  readonly statementsIn: string | null;
  /** May read the mounts of the machine that the server is on. */
  readonly readsFiles: boolean;
}

export const readServerFacts = `
  SELECT pg_size_bytes(current_setting('maintenance_work_mem'))::float8 AS "maintenanceWorkMem",
         current_setting('max_parallel_maintenance_workers')::int AS "parallelWorkers",
         current_setting('dynamic_shared_memory_type') AS "sharedMemoryType",
         (SELECT n.nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
          WHERE e.extname = 'pg_stat_statements') AS "statementsIn",
         (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "readsFiles"`;

/**
 * The mounts of a Linux machine, where a container's /dev/shm has its size. A superuser alone may read them, and elsewhere
 * there is no such file: `mounts` is NULL then.
 */
export const readMounts = "SELECT pg_read_file('/proc/mounts', true) AS mounts";

/** Bytes that /dev/shm holds, as a line of the mounts says it: `shm /dev/shm tmpfs rw,...,size=65536k 0 0`. */
export function sharedMemoryBytes(mounts: string | null): number | undefined {
  const size = /^\S+ \/dev\/shm \S+ \S*\bsize=(\d+)k\b/m.exec(mounts ?? "")?.[1];
  return size === undefined ? undefined : Number(size) * 1024;
}
