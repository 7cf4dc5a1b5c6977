import { describe, expect, it } from "vitest";
import { boundText, parseBounds } from "../../../sql/partition/partition-bounds.ts";
import { partitionGrid } from "../../../sql/partition/partition-grid.ts";
import { highest, keyKind, lowest } from "../../../sql/partition/partition-key.ts";
import { defaultPartitionName, partitionName } from "../../../sql/partition/partition-name.ts";

const at = (time: string) => BigInt(Date.parse(time));
const text = (position: bigint) => new Date(Number(position)).toISOString();

describe("partitionGrid", () => {
  it.each([
    ["hour", "2026-11-05T13:00:00.000Z", "2026-11-05T14:00:00.000Z"],
    ["day", "2026-11-05T00:00:00.000Z", "2026-11-06T00:00:00.000Z"],
    // A Thursday.
    ["week", "2026-11-02T00:00:00.000Z", "2026-11-09T00:00:00.000Z"],
    ["month", "2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"],
    ["quarter", "2026-10-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["year", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
  ] as const)("cuts time by the %s", (interval, begin, next) => {
    const grid = partitionGrid(interval);
    const floor = grid.floor(at("2026-11-05T13:14:15.678Z"));
    expect([text(floor), text(grid.add(floor, 1))]).toEqual([begin, next]);
    expect(grid.add(grid.add(floor, 25), -25)).toBe(floor);
  });

  it("cuts time before 1970 and numbers below zero where they begin", () => {
    expect(text(partitionGrid("week").floor(at("1969-12-31T00:00:00Z")))).toBe("1969-12-29T00:00:00.000Z");
    expect(text(partitionGrid("quarter").floor(at("1969-12-31T00:00:00Z")))).toBe("1969-10-01T00:00:00.000Z");
    const thousands = partitionGrid(1_000);
    expect([-1n, -1_000n, -1_001n, 0n, 999n].map(thousands.floor)).toEqual([
      -1_000n,
      -1_000n,
      -2_000n,
      0n,
      0n,
    ]);
  });

  it("knows leap years", () => {
    const month = partitionGrid("month");
    expect(month.add(at("2028-02-01T00:00:00Z"), 1) - at("2028-02-01T00:00:00Z")).toBe(29n * 86_400_000n);
  });
});

describe("bounds", () => {
  const november = at("2026-11-01T00:00:00Z");
  it.each([
    ["date", "'2026-11-01'", november],
    ["timestamp", "'2026-11-01 00:00:00'", november],
    ["timestamptz", "'2026-11-01 00:00:00+00'", november],
    ["integer", "'9007199254740993'", 9_007_199_254_740_993n],
    ["integer", "-100", -100n],
    ["uuid", "'019a3c9e-9c00-0000-0000-000000000000'", 0x019a3c9e9c00n],
  ] as const)("are read of a %s and written as they were", (kind, literal, position) => {
    const bounds = parseBounds(`FOR VALUES FROM (${literal}) TO (MAXVALUE)`, kind);
    expect(bounds).toEqual({ from: position, to: highest, fromText: literal, toText: "MAXVALUE" });
    expect(boundText(position, kind)).toBe(literal.replaceAll("'", ""));
  });

  it("are read of UUIDs as others write them", () => {
    const bounds = parseBounds(
      "FOR VALUES FROM (MINVALUE) TO ('019a3c9e-9c00-7000-8000-000000000000')",
      "uuid",
    );
    expect([bounds?.from, bounds?.to]).toEqual([lowest, 0x019a3c9e9c00n]);
  });

  it.each([
    ["DEFAULT", "date"],
    ["FOR VALUES FROM ('2026-11-01', 5) TO ('2026-12-01', 5)", "date"],
  ] as const)("are none of a set's in %s", (found, kind) => {
    expect(parseBounds(found, kind)).toBeUndefined();
  });

  it.each([
    ["date", "'-infinity'", "'infinity'", lowest, highest],
    ["timestamp", "'2026-11-01 00:00:00.000001'", "'2026-11-01 00:00:00.000001'", november, november + 1n],
    ["date", "'0001-12-31 BC'", "'0001-01-01'", at("0000-12-31"), at("0001-01-01")],
    [
      "timestamptz",
      "'4713-01-01 00:00:00+00 BC'",
      "'12026-01-01 00:00:00.5+00'",
      at("-004712-01-01"),
      at("+012026-01-01T00:00:00.5Z"),
    ],
    ["date", "'2026-11-01'", "'294276-12-31'", november, highest],
    [
      "uuid",
      "'019a3c9e-9c00-7000-8000-00000000000a'",
      "'019a3c9e-9c00-7000-8000-00000000000a'",
      0x019a3c9e9c00n,
      0x019a3c9e9c01n,
    ],
  ] as const)("of a %s from %s to %s are those of all that it has", (kind, fromText, toText, from, to) => {
    const found = parseBounds(`FOR VALUES FROM (${fromText}) TO (${toText})`, kind);
    expect(found).toEqual({ from, to, fromText, toText });
  });

  it("have a text with a part of a day", () => {
    expect(boundText(at("2026-11-05T13:00:00Z"), "timestamptz")).toBe("2026-11-05 13:00:00+00");
    expect(() => boundText(at("+012026-11-05T13:00:00Z"), "date")).toThrow(RangeError);
  });

  it("are of these types", () => {
    expect(["int2", "int8", "uuid", "date", "text", "numeric"].map(keyKind)).toEqual([
      "integer",
      "integer",
      "uuid",
      "date",
      undefined,
      undefined,
    ]);
  });
});

describe("partitionName", () => {
  const range = (from: string, to: string) => ({ from: at(from), to: at(to) });
  it.each([
    ["hour", "2026-11-05T13:00:00Z", "2026-11-05T14:00:00Z", "events_p2026_11_05_13"],
    ["day", "2026-11-05T00:00:00Z", "2026-11-06T00:00:00Z", "events_p2026_11_05"],
    ["week", "2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z", "events_p2026_11_02"],
    ["month", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", "events_p2026_11"],
    ["quarter", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z", "events_p2026_q4"],
    ["year", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "events_p2026"],
    ["month", "2026-11-15T00:00:00Z", "2026-12-01T00:00:00Z", "events_p2026_11_15"],
    ["day", "2026-11-15T06:30:00Z", "2026-11-16T00:00:00Z", "events_p2026_11_15_063000"],
  ] as const)("of a %s from %s to %s is %s", (interval, from, to, name) => {
    expect(partitionName({ table: "events", interval }, range(from, to))).toBe(name);
  });

  it("of integers is where they begin", () => {
    const set = { table: "events", interval: 1_000 };
    expect(partitionName(set, { from: 2_000n, to: 3_000n })).toBe("events_p2000");
    expect(partitionName(set, { from: -1_000n, to: 0n })).toBe("events_pm1000");
    expect(partitionName(set, { from: 2_500n, to: 3_000n })).toBe("events_p2500_to_3000");
  });

  it("follows the set's naming, and keeps within 63 bytes by the table's part", () => {
    const naming = "{range}_of_{table}";
    const month = range("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
    expect(partitionName({ table: "events", interval: "month", naming }, month)).toBe("2026_11_of_events");
    const long = partitionName({ table: "é".repeat(31), interval: "month" }, month);
    expect([long, Buffer.byteLength(long)]).toEqual([`${"é".repeat(27)}_p2026_11`, 63]);
    expect(defaultPartitionName({ table: "events" })).toBe("events_default");
  });

  it("takes a table's name for no pattern", () => {
    const month = range("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");
    expect(partitionName({ table: "Ev$$x$&", interval: "month" }, month)).toBe("Ev$$x$&_p2026_11");
  });
});
