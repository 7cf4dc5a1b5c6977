/** Width of a partition: a piece of the calendar, in UTC, or for an integer key so many numbers. */
export type PartitionInterval = "hour" | "day" | "week" | "month" | "quarter" | "year" | number;

/** What becomes of a partition that is older than what is kept. */
export type RetiredPartitions = "keep" | "drop" | { readonly schema: string };

/**
 * The partitions of one table, made ahead of time and retired. A migration makes the table, `PARTITION BY RANGE` of one column:
 * a date, a timestamp, an integer, or a UUID of version 7.
 */
export interface PartitionSet {
  readonly table: string;
  /** Width of each partition. Another one counts for those made from then on; what is there stays as it is. */
  readonly interval: PartitionInterval;
  /** How many are ready beyond the current one. @default 3 */
  readonly ahead?: number;
  /** How many are kept before the current one; older ones are retired. @default all */
  readonly keep?: number;
  /**
   * What becomes of older ones once they are detached: `keep` leaves them as tables of their own, `drop` drops them with their
   * rows, `{ schema }` moves them there. @default "keep"
   */
  readonly retired?: RetiredPartitions;
  /** Where the first one begins: a date, or an integer. @default where the oldest begins that is there, or the current one */
  readonly from?: string | number;
  /**
   * Whether there is one for rows that fit no other. It keeps such rows, and costs: partitions are then detached under a short
   * lock of the whole table. False leaves one alone that is there. @default false
   */
  readonly defaultPartition?: boolean;
  /** Name of a new one, of `{table}` and `{range}`, e.g. 2026_11. One that is there keeps its own. @default "{table}_p{range}" */
  readonly naming?: string;
  /** The time to take for now, for tests and replays: `2026-11-05T12:00:00Z`. @default the server's clock */
  readonly asOf?: string;
}
