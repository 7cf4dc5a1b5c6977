import { quoteLiteral } from "../quote.ts";

/** Limits of time that a role or a database may have for its sessions: a build takes as long as it takes. */
const limits = [
  "statement_timeout",
  "lock_timeout",
  "idle_in_transaction_session_timeout",
  "transaction_timeout",
];

/** What a build runs with. */
export interface BuildSession {
  /** Memory, in kilobytes. @default the server's `maintenance_work_mem` */
  readonly memory?: number | undefined;
  /** Processes beside its own. @default as many as the server takes to be right */
  readonly workers?: number | undefined;
}

/** Sets what a build runs under, until {@link leaveBuild}. A parameter that this version does not have is left out. */
export function enterBuild({ memory, workers }: BuildSession): string {
  const values = [
    ...limits.map((name) => [name, "0"] as const),
    ...(memory === undefined ? [] : [["maintenance_work_mem", `${memory}kB`] as const]),
    ...(workers === undefined ? [] : [["max_parallel_maintenance_workers", String(workers)] as const]),
  ].map(([name, value]) => `(${quoteLiteral(name)}, ${quoteLiteral(value)})`);
  return `SELECT set_config(given.name, given.value, false)
  FROM (VALUES ${values.join(", ")}) AS given (name, value) JOIN pg_settings USING (name)`;
}

/** Undoes {@link enterBuild}. */
export const leaveBuild = `SELECT set_config(name, reset_val || coalesce(unit, ''), false) FROM pg_settings
  WHERE name IN (${[...limits, "maintenance_work_mem", "max_parallel_maintenance_workers"].map(quoteLiteral).join(", ")})
    AND source = 'session'`;

/** The server's memory for one piece of maintenance, and for buffers; in kilobytes. */
export interface ServerMemory {
  readonly maintenance: number;
  readonly buffers: number;
}

export const readServerMemory = `
  SELECT (SELECT setting::float8 FROM pg_settings WHERE name = 'maintenance_work_mem') AS maintenance,
         (SELECT setting::float8 * 8 FROM pg_settings WHERE name = 'shared_buffers') AS buffers`;
