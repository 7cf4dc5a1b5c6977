import type { PartitionInterval } from "../../model/partition-set.ts";
import { keyKind } from "../../sql/partition/partition-key.ts";
import type { TableRow } from "../../sql/partition/read-partitioned-table.ts";

const strategies: Readonly<Record<string, string>> = { l: "LIST", h: "HASH" };

/** Why no set of this interval can be of a table, what to do about it; `undefined` where one can. */
export function tableProblem(
  row: TableRow | undefined,
  interval: PartitionInterval,
): { readonly what: string; readonly mend: string } | undefined {
  if (row === undefined)
    return {
      what: "the table is not there",
      mend: "A migration makes it, PARTITION BY RANGE of one column.",
    };
  if (!row.partitioned)
    return {
      what: "the table is not partitioned",
      mend: "Make it with PARTITION BY RANGE; a table that is there becomes a partition of a new one, in a migration.",
    };
  const strategy = strategies[row.strategy ?? ""];
  if (strategy !== undefined)
    return {
      what: `the table is partitioned by ${strategy}`,
      mend: "Sets are of tables PARTITION BY RANGE.",
    };
  if (row.columns !== 1)
    return { what: `its partition key is ${row.columns} columns`, mend: "Sets are of tables with one." };
  if (row.column === null || row.type === null)
    return { what: "its partition key is an expression", mend: "Sets are of tables whose key is a column." };
  const kind = keyKind(row.type);
  const column = `its partition key ${row.column} is of type ${row.type}`;
  if (kind === undefined)
    return {
      what: column,
      mend: "Sets are of date, timestamp, timestamptz, smallint, integer, bigint, and uuid of version 7.",
    };
  if (kind === "integer" && typeof interval !== "number")
    return {
      what: `${column}, and interval is "${interval}"`,
      mend: "Give a number of values, such as 1000000.",
    };
  if (kind !== "integer" && typeof interval === "number")
    return {
      what: `${column}, and interval is ${interval}`,
      mend: "Give hour, day, week, month, quarter or year.",
    };
  if (kind === "date" && interval === "hour")
    return { what: `${column}, and interval is "hour"`, mend: "Give day or more." };
  return undefined;
}
