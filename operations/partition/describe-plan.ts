import type { RetiredPartitions } from "../../model/partition-set.ts";
import { type Inspected, manyRows } from "./inspect-partitions.ts";

/** What an update would do, and what else is to be known, a line each; empty where all is as declared. */
export function describePlan(
  { plan, detached, unfinished, table }: Inspected,
  retired: RetiredPartitions = "keep",
): string[] {
  const made = plan.make.map(({ name }) => name).filter((name) => !detached.includes(name));
  const becomes =
    retired === "keep"
      ? "kept as tables of their own"
      : retired === "drop"
        ? "dropped with their rows"
        : `moved to schema ${retired.schema}`;
  const lock =
    table.defaultPartition === undefined
      ? ""
      : "; with a default partition there, under a short lock of the table";
  return [
    ...counted(plan.finish, (names) => `detaching was cut short: ${names}; an update finishes it`),
    ...counted(unfinished, (names) => `detached, and still to be dropped or moved: ${names}`),
    ...counted(made, (names) => `${made.length} to make: ${names}`),
    ...counted(
      plan.make.map(({ name }) => name).filter((name) => detached.includes(name)),
      (names, count) =>
        `${count} to attach again, there as ${count === 1 ? "a table of its" : "tables of their"} own: ${names}`,
    ),
    ...counted(
      plan.makeDefault === undefined ? [] : [plan.makeDefault],
      (names) => `1 to make for rows that fit no other: ${names}`,
    ),
    ...counted(plan.retire, (names, count) => `${count} to retire, ${becomes}${lock}: ${names}`),
  ];
}

/** What else somebody should know: rows that fit no partition, or move once there is one, and partitions of other widths. */
export function describeOddities({ plan, table, defaultRows }: Inspected): string[] {
  const count = defaultRows >= manyRows ? `more than ${manyRows - 1}` : String(defaultRows);
  const [are, fit] = defaultRows === 1 ? ["row is", "row fits"] : ["rows are", "rows fit"];
  const place = table.defaultPartition?.name;
  const rows =
    plan.make.length === 0
      ? `${count} ${fit} no other partition, in ${place}`
      : `${count} ${are} in ${place}: what fits one that is made moves there, and writers of the table wait meanwhile`;
  return [
    ...(defaultRows === 0 ? [] : [rows]),
    ...counted(plan.irregular, (names) => `no whole interval of the set, kept as they are: ${names}`),
  ];
}

type Named = string | { readonly name: string };

/** The first and the last of many; an empty list where there is none. */
function counted(list: readonly Named[], words: (names: string, count: number) => string): string[] {
  const names = list.map((each) => (typeof each === "string" ? each : each.name));
  if (names.length === 0) return [];
  return [words(names.length > 4 ? `${names[0]} … ${names.at(-1)}` : names.join(", "), names.length)];
}
