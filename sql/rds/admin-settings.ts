/** A setting of a role, for each of its sessions. */
export interface RoleSetting {
  readonly name: string;
  readonly value: string;
  /** Library that has to be preloaded for it; without, the setting is left out. */
  readonly library?: string;
}

/**
 * What the administrator's sessions begin with. The roles it makes are its own to SET ROLE to and inherit from, so that they
 * can own schemas (PostgreSQL 16, "createrole_self_grant"). No statement of it is logged by its text, for it sets the
 * verifiers of passwords; nor does pg_stat_statements keep them, which it would with the text of every ALTER ROLE. pgAudit
 * names what it did to roles and tables, and leaves passwords out. Slow queries are in auto_explain's log.
 */
export const adminSettings: readonly RoleSetting[] = [
  { name: "createrole_self_grant", value: "set, inherit" },
  { name: "log_statement", value: "none" },
  { name: "log_min_duration_statement", value: "-1" },
  { name: "log_min_error_statement", value: "panic" },
  { name: "pg_stat_statements.track_utility", value: "off", library: "pg_stat_statements" },
  { name: "pgaudit.log", value: "role,ddl", library: "pgaudit" },
];
