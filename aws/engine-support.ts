import type { PostgresEngine } from "./engine-versions.ts";

/**
 * Last day of standard support of each major version in UTC. After it AWS charges Extended Support, or upgrades a server
 * that opted out (RDS for PostgreSQL release notes, "Release calendars", and Aurora PostgreSQL's; 2026-11-28).
 */
const standardSupport: Readonly<Record<PostgresEngine, Readonly<Record<string, string>>>> = {
  postgres: {
    "11": "2024-02-29",
    "12": "2025-02-28",
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
  },
  "aurora-postgresql": {
    "11": "2024-02-29",
    "12": "2025-02-28",
    "13": "2026-02-28",
    "14": "2027-02-28",
    "15": "2028-02-29",
    "16": "2029-02-28",
    "17": "2030-02-28",
    "18": "2031-02-28",
  },
};

/** Last day of standard support as `2030-02-28`, or `undefined` for a version that ended longer ago or does not exist. */
export function endOfSupport(engine: PostgresEngine, major: string): string | undefined {
  return standardSupport[engine][major];
}

/** Majors in standard support on a day, the newest first. */
export function supportedMajors(engine: PostgresEngine, today: Date): string[] {
  const day = today.toISOString().slice(0, 10);
  return Object.entries(standardSupport[engine])
    .filter(([, end]) => end >= day)
    .map(([major]) => major)
    .sort((a, b) => Number(b) - Number(a));
}

/**
 * Whether a server can be upgraded from one major to the other in one step: any later one, as long as the minor it runs is
 * not older than the target's (RDS user guide, "Choosing a major version for an RDS for PostgreSQL upgrade", 2026-11-28).
 * There is no way back.
 */
export function canUpgrade(from: string, to: string): boolean {
  return Number(to) > Number(from);
}
