/**
 * Versions of RDS for PostgreSQL by major, also those that nobody can create a server with any more. Of each major the
 * minor ones, as numbers and ranges of them. As cfn-lint 1.58.0 lists them for us-east-1, read on 2026-11-28.
 */
const postgres: Readonly<Record<string, string>> = {
  "9.3": "1-3 5 6 9 10 12 14 16 17 19 20 22-25",
  "9.4": "1 4 5 7 9 11 12 14 15 17-21 23-26",
  "9.5": "2 4 6 7 9 10 12-16 18-25",
  "9.6": "1-3 5 6 8-12 14-24",
  "10": "1 3-7 9-23",
  "11": `1 2 4-22 22-rds.20240418 22-rds.20240509 22-rds.20240808 22-rds.20241121 22-rds.20250220 22-rds.20250508
    22-rds.20250814 22-rds.20251114 22-rds.20260224 22-rds.20260514`,
  "12": `2-22 22-rds.20250220 22-rds.20250508 22-rds.20250814 22-rds.20251114 22-rds.20260224 22-rds.20260514`,
  "13": "1-23 23-rds.20260224 23-rds.20260514",
  "14": "1-24",
  "15": "2-19",
  "16": "1-15",
  "17": "1-11",
  "18": "1-4 6",
};

/** {@link postgres}, of Aurora PostgreSQL. */
const aurora: Readonly<Record<string, string>> = {
  "9.6": "22",
  "10": "7 21",
  "11": "9 12-21",
  "12": "4 7-20 22",
  "13": "3-16 18 20-23",
  "14": "3-13 15 17-20 22-24",
  "15": "2-8 10 12-15 17-19",
  "16": "1-4 6 8-11 13-15 4-limitless 6-limitless 8-limitless 9-limitless 10-limitless 11-limitless 13-limitless",
  "17": "4-7 9-11",
  "18": "3 4 6",
};

/** Engines that speak PostgreSQL. */
export type PostgresEngine = "postgres" | "aurora-postgresql";

const minorsOf = { postgres, "aurora-postgresql": aurora } as const;

/** Full versions of an engine, such as `17.11`. */
export function engineVersions(engine: PostgresEngine): readonly string[] {
  return Object.entries(minorsOf[engine]).flatMap(([major, minors]) =>
    minors
      .trim()
      .split(/\s+/)
      .flatMap(expand)
      .map((minor) => `${major}.${minor}`),
  );
}

/** Major versions that can be named alone, so that AWS picks the minor one: `9` stands for 9.6. */
export function engineMajors(engine: PostgresEngine): readonly string[] {
  return [...new Set(Object.keys(minorsOf[engine]).map((major) => major.replace(/\..*$/, "")))];
}

/** `3-5` is 3, 4 and 5; `22-rds.20240418` is itself. */
function expand(minors: string): string[] {
  const { from, to } = /^(?<from>\d+)-(?<to>\d+)$/.exec(minors)?.groups ?? {};
  if (from === undefined || to === undefined) return [minors];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => String(Number(from) + at));
}
