import { describe, expect, it } from "vitest";
import { sightWords } from "../../../operations/index/sight-words.ts";
import { blockerWords, duration } from "../../../operations/locks/blocker-words.ts";
import { Waits } from "../../../operations/locks/waits.ts";
import type { BuildSight } from "../../../sql/index/build-sight.ts";
import type { Blocker } from "../../../sql/session/blocker.ts";

const blocker: Blocker = {
  pid: 123,
  role: "mcp_app",
  application: "psql",
  state: "idle in transaction",
  seconds: 250,
  query: "SELECT *\n  FROM orders",
};
const sight: BuildSight = {
  phase: null,
  blocksDone: 0,
  blocksTotal: 0,
  tuplesDone: 0,
  tuplesTotal: 0,
  lockersDone: 0,
  lockersTotal: 0,
  blockers: [],
};

describe("blockerWords", () => {
  it("says who it is, what it does and since when", () => {
    expect(blockerWords(blocker)).toBe(
      "pid 123, mcp_app psql, idle in transaction for 4 min: SELECT * FROM orders",
    );
  });

  it("leaves out what is not known", () => {
    const unknown = { pid: 7, role: null, application: "", state: null, seconds: null, query: null };
    expect(blockerWords(unknown)).toBe("pid 7");
  });

  it("shows the beginning of a long statement", () => {
    const words = blockerWords({ ...blocker, query: `SELECT ${"x".repeat(200)}` });
    expect(words).toMatch(/: SELECT x{72}…$/);
  });

  it("keeps another session's values to itself, those that are cut off too", () => {
    const said = (query: string) => blockerWords({ ...blocker, query }).split("min: ")[1];
    expect(said("ALTER ROLE app PASSWORD 'secret'")).toBe("ALTER ROLE app PASSWORD …");
    expect(said(`INSERT INTO people VALUES (7, 'Ann', 'long${"x".repeat(150)}`)).toBe(
      "INSERT INTO people VALUES (…, …, …",
    );
    expect(said("-- don't\nUPDATE people SET name = 'Ann'")).toBe("UPDATE people SET name = …");
  });

  it("knows a prepared transaction", () => {
    expect(blockerWords({ ...blocker, pid: 0 })).toBe("a prepared transaction (see pg_prepared_xacts)");
  });
});

describe("duration", () => {
  it.each([
    [-1, "0 s"],
    [59.9, "59 s"],
    [60, "1 min"],
    [3599, "59 min"],
    [3600, "1 h"],
    [7500, "2 h 5 min"],
  ])("of %d s is %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe("sightWords", () => {
  it.each<[Partial<BuildSight>, string]>([
    [{}, ""],
    [{ phase: "building index: loading tuples", blocksDone: 43, blocksTotal: 100 }, "loading tuples, 43 %"],
    [
      { phase: "building index: assigning tuples", tuplesDone: 1, tuplesTotal: 3, blocksTotal: 9 },
      "assigning tuples, 33 %",
    ],
    [{ phase: "building index: performing k-means", blocksDone: 9, blocksTotal: 9 }, "performing k-means"],
    [{ phase: "building index: sorting live tuples", blocksDone: 9, blocksTotal: 9 }, "sorting live tuples"],
    [
      { phase: "index validation: scanning table", blocksDone: 10, blocksTotal: 9 },
      "index validation: scanning table, 100 %",
    ],
    [
      { phase: "waiting for old snapshots", lockersDone: 1, lockersTotal: 3, blockers: [blocker] },
      "waiting for old snapshots, 2 of 3, waits for pid 123, mcp_app psql, idle in transaction for 4 min: SELECT * FROM orders",
    ],
    [
      { blockers: [{ ...blocker, query: null }] },
      "waits for pid 123, mcp_app psql, idle in transaction for 4 min",
    ],
  ])("of %j are %s", (seen, words) => {
    expect(sightWords({ ...sight, ...seen })).toBe(words);
  });
});

describe("Waits", () => {
  const watch = () => {
    const said: string[] = [];
    return { said, waits: new Waits("building i", (message) => said.push(message), 10_000) };
  };
  const words =
    "building i waits for pid 123, mcp_app psql, idle in transaction for 4 min: SELECT * FROM orders";

  it("says once whom it has waited for so long", () => {
    const { said, waits } = watch();
    for (const now of [0, 5_000, 9_999]) waits.see([blocker], now);
    expect(said).toEqual([]);
    for (const now of [10_000, 10_500, 30_000]) waits.see([blocker], now);
    expect(said).toEqual([words]);
  });

  it("counts anew for one that was gone in between, and for another one", () => {
    const { said, waits } = watch();
    waits.see([blocker], 0);
    waits.see([], 8_000);
    waits.see([blocker], 9_000);
    waits.see([blocker], 18_000);
    waits.see([{ ...blocker, pid: 5 }], 18_500);
    expect(said).toEqual([]);
  });
});
