/**
 * Parameters that PostgreSQL lets a superuser set and RDS a member of `rds_superuser`, too, as patterns of LIKE. AWS says it
 * outright of `session_replication_role` ("How can I turn off foreign keys or triggers in Amazon RDS for PostgreSQL"), of
 * `log_statement` ("Using the postgres_fdw extension to access external data") and of `pgaudit.log` for roles and databases
 * ("Excluding users or databases from audit logging"). The others follow: "Working with parameters on your RDS for
 * PostgreSQL DB instance" has them as dynamic, and tells of ALTER DATABASE, ALTER ROLE and SET for whoever has the privilege.
 * Those that reach the server's files, its programs or its checks of itself are not among them.
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
