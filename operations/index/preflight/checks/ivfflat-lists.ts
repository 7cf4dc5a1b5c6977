import type { PreflightFinding } from "../preflight-finding.ts";
import type { PreflightSubject } from "../preflight-subject.ts";

/** pgvector's own number where the declaration has none. */
const defaultLists = 100;
/** How far lists may be off what the rows call for, as a factor, before it is said. */
const tolerance = 4;

/** Lists that this many rows call for. Source: pgvector's README, IVFFlat: rows / 1000 up to a million, then their root. */
export function listsFor(rows: number): number {
  return Math.max(1, Math.round(rows <= 1_000_000 ? rows / 1_000 : Math.sqrt(rows)));
}

/** An IVFFlat index learns its lists from the rows that are there when it is built: too few make lists that fit nothing. */
export function ivfflatLists({ schema, index, table }: PreflightSubject): PreflightFinding[] {
  if (index.method !== "ivfflat") return [];
  const lists = Number(index.with?.lists ?? defaultLists);
  const where = `${schema}.${table.name}`;
  const warn = (what: string, mend: string): PreflightFinding[] => [
    { level: "warning", property: "with", what, mend },
  ];
  if (table.rows === 0)
    return warn(
      `${where} is empty, and an ivfflat index built now keeps lists that fit no data: it will find few of the nearest rows`,
      "Declare it once the data is there; or use method hnsw, which needs none.",
    );
  if (table.rows === null) return [];
  const wanted = listsFor(table.rows);
  const rows = table.rows.toLocaleString("en-US");
  if (lists > wanted * tolerance)
    return warn(
      `${where} has about ${rows} rows, too few for ${lists} lists: most are nearly empty, and a search misses rows unless it probes many`,
      `Set with: { lists: ${wanted} }; more when the table has grown.`,
    );
  if (lists * tolerance < wanted)
    return warn(
      `${where} has about ${rows} rows, too many for ${lists} lists: each probe reads ${Math.round(table.rows / lists).toLocaleString("en-US")} of them`,
      `Set with: { lists: ${wanted} }, and probes to about ${Math.round(Math.sqrt(wanted))}.`,
    );
  return [];
}
