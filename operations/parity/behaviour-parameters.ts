/** A parameter that statements behave by. */
export interface BehaviourParameter {
  /** Why a difference matters. */
  readonly why: string;
  /** PostgreSQL's own value, where neither side sets one, in RDS's units (PostgreSQL 17, chapter 20). */
  readonly otherwise: string;
}

/**
 * Parameters of which another value makes a statement fail, wait or answer otherwise. Those that decide speed and memory
 * alone, and what is logged, are not among them: they follow the size of the server.
 */
export const behaviourParameters: Readonly<Record<string, BehaviourParameter>> = {
  DateStyle: { why: "how dates are read and written", otherwise: "ISO, MDY" },
  IntervalStyle: { why: "how intervals are written", otherwise: "postgres" },
  TimeZone: { why: "timestamps without a zone mean it", otherwise: "UTC" },
  allow_alter_system: { why: "ALTER SYSTEM is refused", otherwise: "1" },
  bytea_output: { why: "how bytea is written", otherwise: "hex" },
  "cron.database_name": { why: "where jobs are scheduled", otherwise: "postgres" },
  default_transaction_isolation: { why: "what transactions see of each other", otherwise: "read committed" },
  default_transaction_read_only: { why: "transactions cannot write", otherwise: "0" },
  extra_float_digits: { why: "how floating point numbers are written", otherwise: "1" },
  hot_standby_feedback: { why: "whether vacuum cancels queries of replicas", otherwise: "0" },
  idle_in_transaction_session_timeout: {
    why: "sessions that hang in a transaction are ended",
    otherwise: "0",
  },
  idle_session_timeout: { why: "idle sessions are ended, under a pool's feet", otherwise: "0" },
  jit: { why: "long queries are compiled", otherwise: "1" },
  lock_timeout: { why: "statements that wait for a lock fail", otherwise: "0" },
  max_connections: { why: "too many clients are refused", otherwise: "100" },
  password_encryption: {
    why: "how passwords are stored, and who can log in by them",
    otherwise: "scram-sha-256",
  },
  "pg_stat_statements.track": { why: "which statements are counted", otherwise: "top" },
  row_security: { why: "whether policies filter rows", otherwise: "1" },
  shared_preload_libraries: { why: "extensions that work only when preloaded", otherwise: "" },
  standard_conforming_strings: { why: "what a backslash in a string means", otherwise: "1" },
  statement_timeout: { why: "long statements fail", otherwise: "0" },
  synchronous_commit: { why: "whether a commit survives a crash", otherwise: "1" },
  temp_file_limit: { why: "large sorts fail", otherwise: "-1" },
  transaction_timeout: { why: "long transactions fail", otherwise: "0" },
  transform_null_equals: { why: "= NULL means IS NULL", otherwise: "0" },
  wal_level: { why: "what logical decoding can be had", otherwise: "replica" },
};
