/** Days that CloudWatch keeps a log group (API reference of CloudWatch Logs, PutRetentionPolicy, 2026-11-28). */
export const logRetentions: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * Days that Performance Insights keeps what it has seen: 7, whole months of 31 days up to 23, or two years (API reference of
 * RDS, CreateDBInstance, 2026-11-28).
 */
export const insightsRetentions: readonly number[] = [
  7,
  ...Array.from({ length: 23 }, (_, month) => (month + 1) * 31),
  731,
];

/** Days that Database Insights' advanced mode wants at least (RDS user guide, USER_DatabaseInsights, 2026-11-28). */
export const advancedInsightsRetention = 465;

/** Days of automated backups (API reference of RDS, CreateDBInstance, 2026-11-28); 0 turns them off. */
export const backupRetentions = { min: 1, max: 35 } as const;
