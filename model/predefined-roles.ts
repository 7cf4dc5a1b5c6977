/**
 * Roles of PostgreSQL's own that a declared role may be a member of: those that RDS's administrator may give
 * (`superuserGroups` in sql/rds/rds-roles.ts). What these include, such as `pg_read_all_stats` in `pg_monitor`, RDS does not give
 * on its own. Those that came with a later version than the server's are refused by the server.
 */
export const predefinedRoles: readonly string[] = [
  "pg_checkpoint",
  "pg_create_subscription",
  "pg_maintain",
  "pg_monitor",
  "pg_read_all_data",
  "pg_signal_backend",
  "pg_use_reserved_connections",
  "pg_write_all_data",
];
