import { describe, expect, it } from "vitest";
import { checkReplication, type ReplicaFacts } from "../../../operations/doctor/checks/replication.ts";

const replica: ReplicaFacts = {
  name: "replica-1",
  state: "streaming",
  synchronous: false,
  behind: 0,
  lag: 0,
  paused: false,
  kept: 0,
  lost: false,
};
const away: ReplicaFacts = {
  ...replica,
  state: undefined,
  behind: undefined,
  lag: undefined,
  paused: undefined,
};
const one = (facts: Partial<ReplicaFacts>, synchronous = false) =>
  checkReplication([{ ...replica, ...facts }], synchronous);

describe("checkReplication", () => {
  it("tells the lag of each reader", () => {
    expect(
      checkReplication(
        [replica, { ...replica, name: "replica-2", synchronous: true, lag: 12.3, behind: 5e6 }],
        true,
      ),
    ).toEqual([
      { name: "Replica-1", level: "ok", found: "streaming, asynchronous, 0.0 s behind, 0kB to replay" },
      { name: "Replica-2", level: "ok", found: "streaming, synchronous, 12 s behind, 5MB to replay" },
    ]);
    expect(checkReplication([], true)).toEqual([]);
  });

  it.each([
    [60, "ok", "streaming, asynchronous, 60 s behind, 0kB to replay"],
    [61, "warn", "streaming, asynchronous, 61 s behind, 0kB to replay: late, above 60 s"],
    [100, "warn", "streaming, asynchronous, 100 s behind, 0kB to replay: late, above 60 s"],
    [101, "warn", "streaming, asynchronous, 101 s behind, 0kB to replay: critical, above 100 s"],
  ])("takes a lag of %d s for %s", (lag, level, found) => {
    expect(one({ lag })).toMatchObject([{ level, found }]);
  });

  it("says that a replica is gone, and what the primary keeps for it", () => {
    expect(one({ ...away, kept: 300 * 1024 ** 2 })).toMatchObject([
      { level: "warn", found: "not connected to the primary; the primary keeps 300MB of WAL for it" },
    ]);
    expect(one({ ...away, kept: undefined })).toMatchObject([{ found: "not connected to the primary" }]);
    expect(one({ ...away, lost: true })).toMatchObject([
      { level: "warn", found: "was away for so long that the primary no longer has the WAL it needs" },
    ]);
  });

  it("says that a replay is paused, or that a replica does not answer", () => {
    expect(one({ paused: true, lag: 5 })).toMatchObject([
      { level: "warn", found: "streaming, asynchronous, 5.0 s behind, 0kB to replay; its replay was paused" },
    ]);
    expect(one({ lag: undefined, paused: undefined })).toMatchObject([
      { level: "ok", found: "streaming, asynchronous, its lag is not known, 0kB to replay" },
    ]);
    expect(one({ state: "catchup" })).toMatchObject([{ level: "warn" }]);
  });

  it("fails only where every commit hangs", () => {
    const hangs = {
      name: "Commits",
      level: "fail",
      found: "wait for a replica, and none is there: every change hangs",
    };
    expect(one(away, true).at(-1)).toMatchObject(hangs);
    expect(one({ state: "catchup" }, true).at(-1)).toMatchObject(hangs);
    expect(one(away, false)).toHaveLength(1);
    expect(checkReplication([away, { ...replica, name: "replica-2" }], true)).toHaveLength(2);
  });
});
