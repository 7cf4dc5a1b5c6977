import { describe, expect, it } from "vitest";
import type { PartitionSet } from "../../../model/partition-set.ts";
import { describeOddities, describePlan } from "../../../operations/partition/describe-plan.ts";
import type { FoundPartition, PartitionedTable } from "../../../operations/partition/partitioned-table.ts";
import { planPartitions } from "../../../operations/partition/plan-partitions.ts";
import { maintenanceCall } from "../../../sql/partition/maintenance-call.ts";
import { parseBounds } from "../../../sql/partition/partition-bounds.ts";
import { highest, type KeyKind, keyLimits, lowest } from "../../../sql/partition/partition-key.ts";

const now = BigInt(Date.parse("2026-11-05T12:00:00Z"));
const monthly: PartitionSet = { table: "events", interval: "month", ahead: 2 };

/** A table with partitions by name, each from one value to another. */
function table(
  partitions: Record<string, readonly [from: string, to: string]> = {},
  { kind = "date", others = false }: { kind?: KeyKind; others?: boolean } = {},
): PartitionedTable {
  const found = Object.entries(partitions).map(([name, [from, to]]): FoundPartition => {
    const quoted = (value: string) => (value.endsWith("VALUE") ? value : `'${value}'`);
    const bounds = parseBounds(`FOR VALUES FROM (${quoted(from)}) TO (${quoted(to)})`, kind);
    return { schema: "app", name, bounds, pending: false };
  });
  return {
    oid: "1",
    schema: "app",
    name: "events",
    owner: "own",
    column: "at",
    kind,
    limits: [lowest, highest],
    tablespace: null,
    referring: [],
    now,
    partitions: found,
    defaultPartition: others
      ? { schema: "app", name: "events_default", bounds: undefined, pending: false }
      : undefined,
  };
}

/** What is to be made, each as `name from to`. */
function made(set: PartitionSet, found: PartitionedTable, current = now): string[] {
  return planPartitions(set, found, current).make.map(({ name, texts }) =>
    `${name} ${texts.from} ${texts.to}`.replaceAll("'", ""),
  );
}

describe("planPartitions", () => {
  it("makes the current one and those ahead", () => {
    expect(made(monthly, table())).toEqual([
      "events_p2026_11 2026-11-01 2026-12-01",
      "events_p2026_12 2026-12-01 2027-01-01",
      "events_p2027_01 2027-01-01 2027-02-01",
    ]);
  });

  it("makes three ahead by itself, and none where nothing is asked for", () => {
    expect(made({ table: "events", interval: "year" }, table())).toHaveLength(4);
    expect(made({ table: "events", interval: "year", ahead: 0 }, table())).toHaveLength(1);
  });

  it("begins where the set says", () => {
    expect(made({ ...monthly, ahead: 0, from: "2026-09-10" }, table())).toEqual([
      "events_p2026_09_10 2026-09-10 2026-10-01",
      "events_p2026_10 2026-10-01 2026-11-01",
      "events_p2026_11 2026-11-01 2026-12-01",
    ]);
  });

  it("fills the months that nobody made anything in", () => {
    const found = table({ old: ["2026-08-01", "2026-09-01"], next: ["2026-11-01", "2026-12-01"] });
    expect(made({ ...monthly, ahead: 0 }, found)).toEqual([
      "events_p2026_09 2026-09-01 2026-10-01",
      "events_p2026_10 2026-10-01 2026-11-01",
    ]);
  });

  it("does not fill what would be retired", () => {
    const found = table({ old: ["2020-01-01", "2020-02-01"] });
    const plan = planPartitions({ ...monthly, ahead: 0, keep: 1 }, found, now);
    expect(plan.make.map(({ name }) => name)).toEqual(["events_p2026_10", "events_p2026_11"]);
    expect(plan.retire.map(({ name }) => name)).toEqual(["old"]);
  });

  it("fills what partitions of other widths leave open", () => {
    const found = table({
      past: ["MINVALUE", "2026-10-20"],
      one_day: ["2026-11-10", "2026-11-11"],
      whole_quarter: ["2026-12-01", "2027-03-01"],
    });
    expect(made({ ...monthly, ahead: 4 }, found)).toEqual([
      "events_p2026_10_20 2026-10-20 2026-11-01",
      "events_p2026_11_01 2026-11-01 2026-11-10",
      "events_p2026_11_11 2026-11-11 2026-12-01",
      "events_p2027_03 2027-03-01 2027-04-01",
    ]);
    const { irregular } = planPartitions(monthly, found, now);
    expect(irregular.map(({ name }) => name)).toEqual(["past", "one_day", "whole_quarter"]);
  });

  it("makes nothing where one reaches to the end", () => {
    expect(made(monthly, table({ all: ["MINVALUE", "MAXVALUE"] }))).toEqual([]);
    expect(made(monthly, table({ later: ["2026-12-01", "MAXVALUE"] }))).toEqual([
      "events_p2026_11 2026-11-01 2026-12-01",
    ]);
  });

  it("makes nothing of what one with bounds of another kind has", () => {
    expect(made(monthly, table({ later: ["2026-12-01", "infinity"] }))).toEqual([
      "events_p2026_11 2026-11-01 2026-12-01",
    ]);
    const found = table(
      {
        nothing: ["MINVALUE", "-infinity"],
        end: ["infinity", "MAXVALUE"],
        odd: ["2026-11-01 00:00:00", "2026-11-30 23:59:59.999999"],
      },
      { kind: "timestamp" },
    );
    expect(made({ ...monthly, ahead: 0 }, found)).toEqual([]);
    const before = table(
      { odd: ["2026-11-01 00:00:00", "2026-11-30 00:00:00.000001"] },
      { kind: "timestamp" },
    );
    expect(made({ ...monthly, ahead: 0 }, before)).toEqual([
      "events_p2026_11_30_000000 2026-11-30 00:00:00.000001 2026-12-01 00:00:00",
    ]);
  });

  it("ends where the type of an integer key does", () => {
    const set: PartitionSet = { table: "events", interval: 1_000, ahead: 5 };
    const small = { ...table({ a: ["30000", "31000"] }, { kind: "integer" }), limits: keyLimits("int2") };
    expect(made(set, small, 30_500n)).toEqual([
      "events_p31000 31000 32000",
      "events_p32000_to_32767 32000 32767",
    ]);
    const negative = { ...table({}, { kind: "integer" }), limits: keyLimits("int2") };
    expect(made({ ...set, ahead: 0 }, negative, -32_500n)).toEqual([
      "events_pm32768_to_m32000 -32768 -32000",
    ]);
  });

  it("gives another name where one is taken by other bounds", () => {
    const found = table({ events_p2026_11: ["2026-12-01", "2027-01-01"] });
    expect(made({ ...monthly, ahead: 0 }, found)).toEqual(["events_p2026_11_2 2026-11-01 2026-12-01"]);
  });

  it("goes by the highest integer", () => {
    const set: PartitionSet = { table: "events", interval: 100, ahead: 1, keep: 1 };
    const found = table({ a: ["0", "100"], b: ["100", "200"], c: ["200", "300"] }, { kind: "integer" });
    const plan = planPartitions(set, found, 250n);
    expect(plan.make.map(({ name }) => name)).toEqual(["events_p300"]);
    expect(plan.retire.map(({ name }) => name)).toEqual(["a"]);
  });

  it("takes a neighbour's text of a bound", () => {
    const first = (time: string) => {
      const hex = Date.parse(time).toString(16).padStart(12, "0");
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
    };
    const found = table({ october: [first("2026-10-01"), first("2026-11-01")] }, { kind: "uuid" });
    expect(made({ ...monthly, ahead: 0 }, found)).toEqual([
      `events_p2026_11 ${first("2026-11-01")} ${first("2026-12-01").replace("7000-8000", "0000-0000")}`,
    ]);
  });

  it("refuses to make thousands", () => {
    expect(() => planPartitions({ ...monthly, interval: "day", from: "2000-01-01" }, table(), now)).toThrow(
      "partitions of app.events: it asks for more than 1000 partitions\n  Give a later from",
    );
  });
});

describe("describePlan", () => {
  const about = { detached: [], unfinished: [], defaultRows: 0 };
  it("says what an update would do, long lists by their ends", () => {
    const set: PartitionSet = { ...monthly, ahead: 5, keep: 2, defaultPartition: true };
    const found = table({
      a: ["2026-06-01", "2026-07-01"],
      b: ["2026-07-01", "2026-08-01"],
      c: ["2026-09-01", "2026-10-01"],
      d: ["2026-10-01", "2026-11-01"],
    });
    const inspected = {
      ...about,
      detached: ["events_p2026_11"],
      table: found,
      plan: planPartitions(set, found, now),
    };
    expect(describePlan(inspected, "drop")).toEqual([
      "5 to make: events_p2026_12 … events_p2027_04",
      "1 to attach again, there as a table of its own: events_p2026_11",
      "1 to make for rows that fit no other: events_default",
      "2 to retire, dropped with their rows: a, b",
    ]);
    expect(describePlan(inspected, { schema: "archive" })[3]).toBe(
      "2 to retire, moved to schema archive: a, b",
    );
  });

  it("says that a default partition means a lock, and what is in it", () => {
    const found = table({ a: ["2026-06-01", "2026-07-01"] }, { others: true });
    const plan = planPartitions({ ...monthly, keep: 0 }, found, now);
    const inspected = { ...about, table: found, plan, defaultRows: 1 };
    expect(describePlan(inspected)[1]).toBe(
      "1 to retire, kept as tables of their own; with a default partition there, under a short lock of the table: a",
    );
    expect(describeOddities(inspected)).toEqual([
      "1 row is in events_default: what fits one that is made moves there, and writers of the table wait meanwhile",
    ]);
    const nothing = { ...inspected, plan: { ...plan, make: [] } };
    expect(describeOddities(nothing)).toEqual(["1 row fits no other partition, in events_default"]);
    expect(describeOddities({ ...nothing, defaultRows: 100_001 })).toEqual([
      "more than 100000 rows fit no other partition, in events_default",
    ]);
  });
});

describe("maintenanceCall", () => {
  it("says all of the set", () => {
    expect(maintenanceCall("app", { ...monthly, keep: 12, retired: { schema: "archive" } })).toBe(
      `SELECT pgstack.maintain_partitions('"app"."events"', ` +
        `'{"unit":"month","ahead":2,"keep":12,"retired":"move","archive":"archive","naming":"{table}_p{range}"}')`,
    );
    expect(maintenanceCall("app", { table: "it's", interval: 10 })).toBe(
      `SELECT pgstack.maintain_partitions('"app"."it''s"', ` +
        `'{"step":10,"ahead":3,"retired":"keep","naming":"{table}_p{range}"}')`,
    );
  });
});
