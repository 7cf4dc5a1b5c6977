import { UserError } from "../../errors/user-error.ts";
import type { PartitionSet } from "../../model/partition-set.ts";
import { boundText, type Range } from "../../sql/partition/partition-bounds.ts";
import { partitionGrid } from "../../sql/partition/partition-grid.ts";
import { highest, type KeyKind, lowest, type Position } from "../../sql/partition/partition-key.ts";
import { defaultPartitionName, isWhole, partitionName } from "../../sql/partition/partition-name.ts";
import type { BoundTexts } from "../../sql/partition/partition-statements.ts";
import type { FoundPartition, PartitionedTable } from "./partitioned-table.ts";

/** A partition to be made, or a table to be attached as it. */
export interface PlannedPartition extends Range {
  readonly name: string;
  readonly texts: BoundTexts;
}

/** What makes a table's partitions those of its set. */
export interface PartitionPlan {
  readonly make: readonly PlannedPartition[];
  readonly retire: readonly FoundPartition[];
  /** Whose detaching was cut short. */
  readonly finish: readonly FoundPartition[];
  /** Name of the default partition to be made. */
  readonly makeDefault: string | undefined;
  /** Those that no set of this interval would make; they stay, and what they leave open is filled. */
  readonly irregular: readonly FoundPartition[];
}

/** PostgreSQL plans ever more slowly with more, and a set of more is a mistake in `from`. */
const most = 1_000;

/** How many intervals before the oldest partition are looked at for one that was detached. */
const lookedBack = 60;

/** How many partitions are ready beyond the current one unless the set says otherwise. */
export const defaultAhead = 3;

/**
 * Compares a table with its set.
 *
 * @param current where the newest rows go: now, or the highest integer
 * @throws UserError when more than 1,000 partitions would be made
 */
export function planPartitions(set: PartitionSet, table: PartitionedTable, current: Position): PartitionPlan {
  const { interval, ahead = defaultAhead, keep, from, defaultPartition = false } = set;
  const grid = partitionGrid(interval);
  const here = grid.floor(current);
  const kept = keep === undefined ? lowest : grid.add(here, -keep);
  const finish = table.partitions.filter(({ pending }) => pending);
  const there = table.partitions.filter(({ pending }) => !pending);
  const begin = from === undefined ? oldest(there, here) : fromPosition(from, table.kind);
  const [least, greatest] = table.limits;
  const window = {
    from: max(least, max(kept, min(begin, here))),
    to: min(greatest, grid.add(here, ahead + 1)),
  };
  const open = openRanges(window, set, there);
  if (open.length > most)
    throw new UserError(`it asks for more than ${most} partitions`, {
      where: `partitions of ${table.schema}.${table.name}`,
      mend: "Give a later from, fewer ahead, or a longer interval.",
    });
  return {
    make: named(open, set, table),
    retire: there.filter(({ bounds }) => bounds !== undefined && bounds.to <= kept),
    finish,
    makeDefault: defaultPartition && !table.defaultPartition ? defaultPartitionName(set) : undefined,
    irregular: there.filter(({ bounds }) => bounds !== undefined && !isWhole(interval, bounds)),
  };
}

/**
 * Partitions before the oldest that would be kept if they were there: tables of their names are attached again, such as the oldest
 * one that was detached by hand, or those of a set that keeps more than before. Nothing is made for them.
 */
export function earlierPartitions(
  set: PartitionSet,
  table: PartitionedTable,
  current: Position,
): PlannedPartition[] {
  const { interval, keep, from } = set;
  if (from !== undefined) return [];
  const grid = partitionGrid(interval);
  const there = table.partitions.filter(({ pending }) => !pending);
  const here = grid.floor(current);
  const end = min(oldest(there, here), here);
  const window = {
    from: [
      keep === undefined ? lowest : grid.add(here, -keep),
      grid.add(grid.floor(end), -lookedBack),
      table.limits[0],
    ].reduce(max),
    to: end,
  };
  return window.from < window.to ? named(openRanges(window, set, there), set, table) : [];
}

/** `from` of a set, which a check has looked at, as a place. */
export function fromPosition(from: string | number, kind: KeyKind): Position {
  return kind === "integer" ? BigInt(from) : BigInt(Date.parse(asUtc(String(from))));
}

/** A time without a zone is UTC here, and the machine's own to JavaScript. */
export function asUtc(time: string): string {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(time) ? `${time.replace(" ", "T")}Z` : time;
}

function oldest(there: readonly FoundPartition[], here: Position): Position {
  const [first] = there.flatMap(({ bounds }) => (bounds && bounds.to > lowest ? bounds : []));
  if (first === undefined) return here;
  return first.from === lowest ? first.to : first.from;
}

/** What of the window no partition has, cut where the set's intervals begin. */
function openRanges(window: Range, { interval }: PartitionSet, there: readonly FoundPartition[]): Range[] {
  const grid = partitionGrid(interval);
  const taken = there.flatMap(({ bounds }) => bounds ?? []);
  const open: Range[] = [];
  for (let cell = grid.floor(window.from); cell < window.to && open.length <= most; ) {
    const next = min(grid.add(cell, 1), window.to);
    let from = max(cell, window.from);
    for (const { from: first, to: end } of taken) {
      if (end <= from || first >= next) continue;
      if (first > from) open.push({ from, to: first });
      from = max(from, end);
    }
    if (from < next) open.push({ from, to: next });
    // An interval that reaches far beyond, such as to MAXVALUE, has all of the cells up to its end.
    cell = from > next && from < highest ? grid.floor(from) : from >= highest ? window.to : next;
  }
  return open;
}

/** With the texts that neighbours have of the same bound: a UUID is written in more ways than one. */
function named(open: readonly Range[], set: PartitionSet, table: PartitionedTable): PlannedPartition[] {
  const taken = new Set(table.partitions.map(({ name }) => name));
  const known = table.partitions.flatMap(({ bounds }) => bounds ?? []);
  const text = (position: Position) =>
    known.find(({ to }) => to === position)?.toText ??
    known.find(({ from }) => from === position)?.fromText ??
    boundText(position, table.kind);
  return open.map((range) => {
    const wanted = partitionName(set, range);
    let name = wanted;
    for (let again = 2; taken.has(name); again++) name = `${wanted}_${again}`;
    taken.add(name);
    return { ...range, name, texts: { from: text(range.from), to: text(range.to) } };
  });
}

function min(one: Position, other: Position): Position {
  return one < other ? one : other;
}

function max(one: Position, other: Position): Position {
  return one > other ? one : other;
}
