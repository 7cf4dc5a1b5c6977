/** A role that nobody logs in as. */
export interface GroupRole {
  readonly name: string;
  /** What is granted to it, it has without a SET ROLE. */
  readonly inherit: boolean;
}

/**
 * The roles of an RDS for PostgreSQL 17 without a login, with their attributes. Sources: `pg_dumpall --roles-only` of such
 * servers, and AWS, "Understanding the rds_superuser role", "Using rds_replication", "Creating a database account using
 * IAM authentication" (`rds_iam`). Beyond `rds_superuser`, `rds_password` and `rds_replication` they are markers here.
 */
export const groupRoles: readonly GroupRole[] = [
  { name: "rds_ad", inherit: true },
  { name: "rds_extension", inherit: false },
  { name: "rds_iam", inherit: true },
  { name: "rds_password", inherit: true },
  { name: "rds_replication", inherit: true },
  { name: "rds_reserved", inherit: false },
  { name: "rds_superuser", inherit: true },
];

/**
 * What `rds_superuser` is a member of, each WITH ADMIN and INHERIT, in the order of PostgreSQL's own roles and RDS's. A role
 * that this major version lacks is left out: `pg_create_subscription` and `pg_use_reserved_connections` came with
 * PostgreSQL 16, `pg_maintain` with 17. Source: as {@link groupRoles}.
 */
export const superuserGroups: readonly string[] = [
  "pg_checkpoint",
  "pg_create_subscription",
  "pg_maintain",
  "pg_monitor",
  "pg_read_all_data",
  "pg_signal_backend",
  "pg_use_reserved_connections",
  "pg_write_all_data",
  "rds_password",
  "rds_replication",
];

/** What neither `rds_superuser` nor the administrator may be a member of: it leads to the server's files and programs. */
export const hostGroups: readonly string[] = [
  "pg_execute_server_program",
  "pg_read_server_files",
  "pg_write_server_files",
];
