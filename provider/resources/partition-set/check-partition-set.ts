import { asUtc } from "../../../operations/partition/plan-partitions.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { unknown } from "../../unknown.ts";
import type { PartitionSetInputs } from "./inputs.ts";

const intervals = ["hour", "day", "week", "month", "quarter", "year"];
const fates = ["keep", "drop", "move"];
/** With a place for what tells one partition from the next. */
const placeholder = "{range}";

/** What can be said of a set without a server; what is not known yet is not looked at. */
export function checkPartitionSet(inputs: Properties): CheckFailure[] {
  const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== unknown));
  const { schema, table, interval, ahead, keep, retired, archiveSchema, from, naming, asOf } =
    known as Partial<PartitionSetInputs>;
  const failures = [...checkName("schema", schema), ...checkName("table", table)];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  const isNumber = interval !== undefined && /^\d+$/.test(interval);
  if (schema?.includes(".")) fail("schema", "holds a dot, which ends the schema in the set's id");
  if (interval !== undefined && !intervals.includes(interval) && !isNumber)
    fail("interval", `"${interval}" is none of ${intervals.join(", ")}, nor a whole number`);
  if (isNumber && (Number(interval) < 1 || !Number.isSafeInteger(Number(interval))))
    fail(
      "interval",
      `is ${interval}; a partition holds 1 value at least, and ${Number.MAX_SAFE_INTEGER} at most`,
    );
  if (ahead !== undefined && (ahead < 0 || ahead > 500))
    fail("ahead", `is ${ahead}; it is 0 to 500 partitions`);
  if (keep !== undefined && keep < 0) fail("keep", `is ${keep}; it is a number of partitions, 0 or more`);
  if (retired !== undefined && !fates.includes(retired))
    fail("retired", `"${retired}" is none of ${fates.join(", ")}`);
  if (retired !== undefined && keep === undefined && !("keep" in inputs))
    fail("retired", "says what becomes of older partitions, and keep does not say how many stay");
  if (retired === "move" && archiveSchema === undefined && !("archiveSchema" in inputs))
    fail("archiveSchema", "is required where retired partitions are moved");
  if (archiveSchema !== undefined && archiveSchema === schema)
    fail("archiveSchema", "is the schema that they are in already");
  if (from !== undefined && interval !== undefined && !isFrom(from, isNumber))
    fail("from", `"${from}" is no ${isNumber ? "whole number" : "date, such as 2026-01-01"}`);
  if (naming !== undefined && !naming.includes(placeholder))
    fail("naming", `"${naming}" calls every partition the same: it needs ${placeholder}`);
  if (naming !== undefined && Buffer.byteLength(naming) > 40)
    fail("naming", "leaves no room for a name within 63 bytes");
  if (asOf !== undefined && isNumber) fail("asOf", "is of sets by time: integers go by the highest there is");
  if (asOf !== undefined && Number.isNaN(Date.parse(asUtc(asOf))))
    fail("asOf", `"${asOf}" is no time, such as 2026-11-05T12:00:00Z`);
  return failures;
}

function isFrom(from: string, isNumber: boolean): boolean {
  return isNumber
    ? /^-?\d+$/.test(from)
    : /^\d{4}-\d\d-\d\d/.test(from) && !Number.isNaN(Date.parse(asUtc(from)));
}
