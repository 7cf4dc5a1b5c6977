/** A known fault of pgvector. */
export interface PgvectorFault {
  readonly id: "parallel-hnsw-build" | "hnsw-vacuum";
  /** The first version that has it, and the first that has it no more. */
  readonly since: string;
  readonly fixedIn: string;
  /** What goes wrong, after "pgvector 0.8.0". */
  readonly what: string;
  /** What keeps it from happening until pgvector is updated. */
  readonly until: string;
}

/** Source: github.com/pgvector/pgvector, issue 959 (CVE-2026-3172), pull request 988 and the change log. */
export const pgvectorFaults: readonly PgvectorFault[] = [
  {
    id: "parallel-hnsw-build",
    since: "0.6.0",
    fixedIn: "0.8.2",
    what: "can crash the server or show rows of other tables when an HNSW index is built by several processes",
    until: "HNSW indexes are built here by one process each",
  },
  {
    id: "hnsw-vacuum",
    since: "0.5.0",
    fixedIn: "0.8.3",
    what: "can damage an HNSW index when its table is vacuumed while rows are added",
    until: "after such a time build the index again: REINDEX INDEX CONCURRENTLY",
  },
];

/** The faults that a version has, e.g. `0.8.0`. A version that is no row of numbers has none that is known. */
export function faultsOfPgvector(version: string): PgvectorFault[] {
  return pgvectorFaults.filter(
    ({ since, fixedIn }) => compare(version, since) >= 0 && compare(version, fixedIn) < 0,
  );
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number)) as [number[], number[]];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
