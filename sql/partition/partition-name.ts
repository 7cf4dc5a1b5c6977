import type { PartitionInterval } from "../../model/partition-set.ts";
import { longestName } from "../fit-name.ts";
import type { Range } from "./partition-bounds.ts";
import { partitionGrid } from "./partition-grid.ts";
import { highest, lowest, type Position } from "./partition-key.ts";

/** How partitions are called unless the set says otherwise. */
export const defaultNaming = "{table}_p{range}";

/** What a partition is named by. */
export interface PartitionNaming {
  readonly table: string;
  readonly interval: PartitionInterval;
  readonly naming?: string | undefined;
}

/** The name of a new partition; of a long name of the table as much as there is room for. */
export function partitionName(set: PartitionNaming, range: Range): string {
  return filled(set, rangeLabel(set.interval, range));
}

/** The name of a new default partition. */
export function defaultPartitionName({ table }: Pick<PartitionNaming, "table">): string {
  return filled({ table, naming: "{table}_{range}" }, "default");
}

function filled(
  { table, naming = defaultNaming }: Pick<PartitionNaming, "table" | "naming">,
  label: string,
): string {
  const name = (table: string) =>
    naming.replaceAll("{table}", () => table).replaceAll("{range}", () => label);
  let cut = table;
  while (Buffer.byteLength(name(cut)) > longestName && cut !== "") cut = [...cut].slice(0, -1).join("");
  return name(cut);
}

/** `2026_11` of a month, `2026_q4` of a quarter, `100000` of integers; what is no whole interval by all its digits. */
function rangeLabel(interval: PartitionInterval, { from, to }: Range): string {
  if (typeof interval === "number") {
    const label = from < 0n ? `m${-from}` : String(from);
    return isWhole(interval, { from, to }) ? label : `${label}_to_${to < 0n ? `m${-to}` : to}`;
  }
  const [date = "", time = ""] = new Date(Number(from)).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  if (!isWhole(interval, { from, to })) {
    const clock = time === "00:00:00.000Z" ? [] : [time.replaceAll(/\D/g, "").slice(0, 6)];
    return [year, month, day, ...clock].join("_");
  }
  switch (interval) {
    case "hour":
      return [year, month, day, time.slice(0, 2)].join("_");
    case "month":
      return `${year}_${month}`;
    case "quarter":
      return `${year}_q${(Number(month) + 2) / 3}`;
    case "year":
      return year;
    default:
      return [year, month, day].join("_");
  }
}

/** Whether a range is one interval of the grid. */
export function isWhole(interval: PartitionInterval, { from, to }: Range): boolean {
  if (from === lowest || from === highest) return false;
  const grid = partitionGrid(interval);
  const begin: Position = grid.floor(from);
  return begin === from && grid.add(begin, 1) === to;
}
