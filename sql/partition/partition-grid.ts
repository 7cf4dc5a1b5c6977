import type { PartitionInterval } from "../../model/partition-set.ts";
import type { Position } from "./partition-key.ts";

/** Where the partitions of a set begin. */
export interface Grid {
  /** Where the interval begins that a place lies in. */
  floor(position: Position): Position;
  /** So many intervals further, from where one begins. */
  add(position: Position, intervals: number): Position;
}

const [hour, day] = [3_600_000n, 86_400_000n];
/** 1970-01-05 was a Monday, where weeks begin. */
const monday = 4n * day;

/** The grid of an interval; times are UTC, months and years the calendar's. */
export function partitionGrid(interval: PartitionInterval): Grid {
  switch (interval) {
    case "hour":
      return steps(hour, 0n);
    case "day":
      return steps(day, 0n);
    case "week":
      return steps(7n * day, monday);
    case "month":
      return months(1);
    case "quarter":
      return months(3);
    case "year":
      return months(12);
    default:
      return steps(BigInt(interval), 0n);
  }
}

function steps(width: bigint, origin: bigint): Grid {
  return {
    floor(position) {
      const past = (position - origin) % width;
      return position - past - (past < 0n ? width : 0n);
    },
    add: (position, intervals) => position + BigInt(intervals) * width,
  };
}

function months(width: number): Grid {
  const begin = (position: Position, more: number) => {
    const time = new Date(Number(position));
    const month = Math.floor(time.getUTCMonth() / width) * width;
    return BigInt(Date.UTC(time.getUTCFullYear(), month + more * width));
  };
  return { floor: (position) => begin(position, 0), add: begin };
}
