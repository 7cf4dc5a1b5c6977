import { quoteLiteral } from "../quote.ts";

/** Limits of time that a role or a database may have for its sessions: a build takes as long as it takes. */
const limits = [
  "statement_timeout",
  "lock_timeout",
  "idle_in_transaction_session_timeout",
  "transaction_timeout",
];

/** A parameter that this version of PostgreSQL does not have is left out. */
const ofLimits = `FROM pg_settings WHERE name IN (${limits.map(quoteLiteral).join(", ")})`;

/** Takes every limit of time from a session. */
export const liftLimits = `SELECT set_config(name, '0', false) ${ofLimits}`;

/** Undoes {@link liftLimits}. */
export const resetLimits = `SELECT set_config(name, reset_val || coalesce(unit, ''), false) ${ofLimits}`;

/** What a build runs with. */
export interface BuildParameters {
  /** Memory, in kilobytes. @default the server's `maintenance_work_mem` */
  readonly memory?: number | undefined;
  /** Processes beside its own. @default as many as the server takes to be right */
  readonly workers?: number | undefined;
}

/** Sets them for the session, until {@link resetBuildParameters}; empty where there is nothing to set. */
export function setBuildParameters({ memory, workers }: BuildParameters): string {
  return [
    ...(memory === undefined ? [] : [`SET maintenance_work_mem = '${memory}kB'`]),
    ...(workers === undefined ? [] : [`SET max_parallel_maintenance_workers = ${workers}`]),
  ].join("; ");
}

export const resetBuildParameters = "RESET maintenance_work_mem; RESET max_parallel_maintenance_workers";

/** The server's memory for one piece of maintenance, and for buffers; in kilobytes. */
export interface ServerMemory {
  readonly maintenance: number;
  readonly buffers: number;
}

export const readServerMemory = `
  SELECT pg_size_bytes(current_setting('maintenance_work_mem'))::float8 / 1024 AS maintenance,
         pg_size_bytes(current_setting('shared_buffers'))::float8 / 1024 AS buffers`;
