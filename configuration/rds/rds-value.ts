import { GB, kB, MB, TB } from "../amount.ts";

/** Bytes, or milliseconds, of each unit that a value may end in. */
const amounts: Readonly<Record<string, number>> = {
  B: 1,
  kB,
  "8kB": 8 * kB,
  MB,
  GB,
  TB,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

/**
 * The unit that PostgreSQL takes a bare number for (`pg_settings.unit`): "Amazon RDS uses the default PostgreSQL units for
 * all parameters" (RDS user guide, Appendix.PostgreSQL.CommonDBATasks.Parameters).
 */
export const unitOf: Readonly<Record<string, string>> = {
  shared_buffers: "8kB",
  effective_cache_size: "8kB",
  work_mem: "kB",
  maintenance_work_mem: "kB",
  temp_file_limit: "kB",
  max_wal_size: "MB",
  min_wal_size: "MB",
  wal_keep_size: "MB",
  max_slot_wal_keep_size: "MB",
  track_activity_query_size: "B",
  checkpoint_timeout: "s",
  autovacuum_naptime: "s",
  log_min_duration_statement: "ms",
  log_autovacuum_min_duration: "ms",
  idle_in_transaction_session_timeout: "ms",
  log_temp_files: "kB",
  "auto_explain.log_min_duration": "ms",
};

/**
 * A value as RDS takes it: a bare number in the parameter's unit, and 1 or 0 for what is on or off.
 *
 * @throws TypeError for an amount of a parameter whose unit is not known here
 */
export function rdsValue(name: string, value: string): string {
  if (value === "on") return "1";
  if (value === "off") return "0";
  const { amount, unit = "" } = /^(?<amount>\d+)(?<unit>[kMGT]?B|ms|s|min|h)$/.exec(value)?.groups ?? {};
  if (amount === undefined) return value;
  const own = amounts[unitOf[name] ?? ""];
  if (own === undefined) throw new TypeError(`the unit of ${name} on RDS is not known`);
  return String(Math.floor((Number(amount) * (amounts[unit] ?? 1)) / own));
}
