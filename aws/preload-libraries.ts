/**
 * Libraries that RDS for PostgreSQL takes in shared_preload_libraries (`AllowedValues` of the parameter in the groups
 * default.postgres14 to default.postgres18, 2026-11-28). pgvector is none: it is an extension that loads when it is used.
 */
const everywhere = [
  "auto_explain",
  "orafce",
  "pgaudit",
  "pglogical",
  "pg_bigm",
  "pg_cron",
  "pg_hint_plan",
  "pg_prewarm",
  "pg_similarity",
  "pg_stat_statements",
  "pg_tle",
  "pg_transport",
  "plprofiler",
] as const;

/** The first major of a library, and the first that no longer has it. */
const bounded: Readonly<Record<string, readonly [from: number, before: number]>> = {
  pg_overexplain: [18, 99],
  pg_stat_monitor: [18, 99],
  plrust: [13, 18],
};

/** Libraries that a major of RDS for PostgreSQL can load at its start. */
export function preloadLibraries(major: string): readonly string[] {
  const more = Object.entries(bounded)
    .filter(([, [from, before]]) => Number(major) >= from && Number(major) < before)
    .map(([library]) => library);
  return [...everywhere, ...more].sort();
}
