/**
 * Parameters that PostgreSQL lets a superuser set and RDS a member of `rds_superuser`, too, as patterns of LIKE. Sources:
 * AWS, "Understanding the rds_superuser role" and "Working with parameters on your RDS for PostgreSQL DB instance" (what
 * a parameter group may change at any time), "Using pgAudit to log database activity" (`pgaudit.*` for a database or a
 * role), "Managing temporary files with PostgreSQL" (`temp_file_limit`). Those that reach the server's files, its programs
 * or its checks of itself are not among them.
 */
export const settableParameters: readonly string[] = [
  "auto\\_explain.%",
  "compute\\_query\\_id",
  "deadlock\\_timeout",
  "log\\_duration",
  "log\\_error\\_verbosity",
  "log\\_executor\\_stats",
  "log\\_lock\\_waits",
  "log\\_min\\_duration\\_%",
  "log\\_min\\_error\\_statement",
  "log\\_min\\_messages",
  "log\\_parameter\\_max\\_length",
  "log\\_parser\\_stats",
  "log\\_planner\\_stats",
  "log\\_replication\\_commands",
  "log\\_statement",
  "log\\_statement\\_%",
  "log\\_temp\\_files",
  "log\\_transaction\\_sample\\_rate",
  "pg\\_stat\\_statements.%",
  "pgaudit.%",
  "session\\_replication\\_role",
  "temp\\_file\\_limit",
  "track\\_%",
];
