/** Logs that RDS for PostgreSQL exports to CloudWatch (RDS user guide, USER_LogAccess.Concepts.PostgreSQL, 2026-11-28). */
export const logExports = ["postgresql", "upgrade", "iam-db-auth-error"] as const;

/** Aurora PostgreSQL has no log of upgrades (Aurora user guide, AuroraPostgreSQL.CloudWatch, 2026-11-28). */
export const auroraLogExports = ["postgresql", "iam-db-auth-error"] as const;
