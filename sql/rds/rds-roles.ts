/** A role that nobody logs in as. */
export interface GroupRole {
  readonly name: string;
  /** What is granted to it, it has without a SET ROLE. */
  readonly inherit: boolean;
}

/**
 * The roles of an RDS for PostgreSQL 17 without a login, with their attributes. Sources: `pg_dumpall --roles-only` of such
 * servers, and AWS, "Understanding the rds_superuser role" (`rds_superuser`, `rds_password`, `rds_replication`) and "Creating a
 * database account using IAM authentication" (`rds_iam`). Beyond `rds_superuser`, `rds_password` and `rds_replication` they are
 * markers here.
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

/** How `rds_superuser` is a member of a group: WITH ADMIN, which lets it give the group to others. */
export interface SuperuserGroup {
  readonly name: string;
  /** Whether it also has the group's rights itself. */
  readonly uses: boolean;
}

/**
 * What `rds_superuser` is a member of. A role that this major version lacks is left out: `pg_create_subscription` and
 * `pg_use_reserved_connections` came with PostgreSQL 16, `pg_maintain` with 17. AWS's page on
 * `rds_superuser` shows four: `pg_monitor`, `pg_signal_backend`, `rds_replication`, `rds_password`. CHECKPOINT is in "Master user
 * account privileges". The others are as such servers dump them.
 *
 * Three it can only give to others. With `pg_read_all_data` PostgreSQL lets it read `pg_authid`, which RDS refuses by means
 * of its own; and RDS by means of its own lets it grant `rds_iam` and `rds_ad`, which nobody who logs in by a password is
 * to have.
 */
export const superuserGroups: readonly SuperuserGroup[] = [
  { name: "pg_checkpoint", uses: true },
  { name: "pg_create_subscription", uses: true },
  { name: "pg_maintain", uses: true },
  { name: "pg_monitor", uses: true },
  { name: "pg_read_all_data", uses: false },
  { name: "pg_signal_backend", uses: true },
  { name: "pg_use_reserved_connections", uses: true },
  { name: "pg_write_all_data", uses: true },
  { name: "rds_ad", uses: false },
  { name: "rds_iam", uses: false },
  { name: "rds_password", uses: true },
  { name: "rds_replication", uses: true },
];

/** What neither `rds_superuser` nor the administrator may be a member of: it leads to the server's files and programs. */
export const hostGroups: readonly string[] = [
  "pg_execute_server_program",
  "pg_read_server_files",
  "pg_write_server_files",
];
