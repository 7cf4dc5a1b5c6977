/** What a Docker server preloads, in RDS's order: of the own image, and of any with PostgreSQL's contrib modules. */
export const preloadedLibraries = {
  own: ["pg_stat_statements", "auto_explain", "pgaudit", "pg_cron"],
  other: ["pg_stat_statements", "auto_explain"],
} as const satisfies Record<string, readonly string[]>;
