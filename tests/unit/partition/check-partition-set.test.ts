import { describe, expect, it } from "vitest";
import { checkPartitionSet } from "../../../provider/resources/partition-set/check-partition-set.ts";
import { inputsOf } from "../../../provider/resources/partition-set/inputs.ts";
import { setOf } from "../../../provider/resources/partition-set/set-of.ts";
import { unknown } from "../../../provider/unknown.ts";

const month = { schema: "app", table: "events", interval: "month" };
const reasons = (changes: Record<string, unknown>) =>
  checkPartitionSet({ ...month, ...changes }).map(({ property, reason }) => `${property}: ${reason}`);

describe("checkPartitionSet", () => {
  it.each([
    [{}],
    [{ interval: "1000000", from: "-5000000", ahead: 0, keep: 0 }],
    [{ from: "2026-01-01", keep: 12, retired: "drop" }],
    [{ from: "2026-01-01T00:00:00Z", keep: 1, retired: "move", archiveSchema: "archive" }],
    [{ naming: "{range}", asOf: "2026-11-05 12:00:00" }],
    [
      {
        schema: unknown,
        interval: unknown,
        keep: unknown,
        retired: "move",
        archiveSchema: unknown,
        from: unknown,
      },
    ],
  ])("has nothing against %j", (changes) => {
    expect(reasons(changes)).toEqual([]);
  });

  it.each([
    [{ schema: "a.b" }, "schema: holds a dot, which ends the schema in the set's id"],
    [{ interval: "0" }, "interval: is 0; a partition holds 1 value at least, and 9007199254740991 at most"],
    [
      { interval: "1 month" },
      'interval: "1 month" is none of hour, day, week, month, quarter, year, nor a whole number',
    ],
    [{ ahead: -1 }, "ahead: is -1; it is 0 to 500 partitions"],
    [{ keep: -1 }, "keep: is -1; it is a number of partitions, 0 or more"],
    [{ keep: 1, retired: "lose" }, 'retired: "lose" is none of keep, drop, move'],
    [
      { retired: "drop" },
      "retired: says what becomes of older partitions, and keep does not say how many stay",
    ],
    [{ keep: 1, retired: "move" }, "archiveSchema: is required where retired partitions are moved"],
    [
      { keep: 1, retired: "move", archiveSchema: "app" },
      "archiveSchema: is the schema that they are in already",
    ],
    [{ from: "soon" }, 'from: "soon" is no date, such as 2026-01-01'],
    [{ interval: "10", from: "2026-01-01" }, 'from: "2026-01-01" is no whole number'],
    [{ naming: "{table}" }, 'naming: "{table}" calls every partition the same: it needs {range}'],
    [{ naming: `${"x".repeat(40)}{range}` }, "naming: leaves no room for a name within 63 bytes"],
    [{ interval: "10", asOf: "2026-01-01" }, "asOf: is of sets by time: integers go by the highest there is"],
    [{ asOf: "yesterday" }, 'asOf: "yesterday" is no time, such as 2026-11-05T12:00:00Z'],
  ])("says of %j what is wrong", (changes, reason) => {
    expect(reasons(changes)).toEqual([reason]);
  });
});

describe("inputs of a set", () => {
  it.each([
    [{ table: "t", interval: "month", keep: 1, retired: "drop" }],
    [{ table: "t", interval: 1_000, from: "5" }],
    [
      {
        table: "t",
        interval: "day",
        keep: 1,
        retired: { schema: "archive" },
        defaultPartition: true,
        asOf: "2026-01-01",
      },
    ],
  ] as const)("say all that %j says", (set) => {
    const { schema, ...again } = setOf({ ...inputsOf("app", set) });
    expect({ schema, again }).toEqual({ schema: "app", again: set });
  });
});
