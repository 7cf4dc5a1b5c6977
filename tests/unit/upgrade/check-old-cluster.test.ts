import { describe, expect, it } from "vitest";
import { checkOldCluster } from "../../../operations/docker/upgrade/check-old-cluster.ts";
import { freeClusterName } from "../../../operations/docker/upgrade/look-at-volume.ts";
import type { OldCluster, OldContent, OldDatabase } from "../../../operations/docker/upgrade/old-cluster.ts";

const database = (name: string, more: Partial<OldDatabase> = {}): OldDatabase => ({
  oid: 1,
  name,
  canConnect: name !== "template0",
  connectionLimit: -1,
  size: 7_000_000,
  encoding: "UTF8",
  collate: "C.UTF-8",
  ctype: "C.UTF-8",
  provider: "c",
  locale: null,
  ...more,
});
const cluster: OldCluster = {
  databases: [database("template1"), database("postgres"), database("shop"), database("template0")],
  walSegmentBytes: 16 * 1024 ** 2,
  preparedTransactions: [],
  tablespaces: [],
  logicalSlots: [],
  systemSettings: [],
};
const image = { majorVersion: 17, extensions: ["plpgsql", "hstore"] };
const contents = (shop: Partial<OldContent> = {}) =>
  new Map([["shop", { extensions: ["plpgsql"], subscriptions: [], ...shop }]]);

describe("whether data can be copied", () => {
  it("is so without anything to say, as a rule", () => {
    expect(checkOldCluster(cluster, contents({ extensions: ["hstore", "plpgsql"] }), image)).toEqual([]);
  });

  it("is not, for every reason at once", () => {
    const databases = [
      database("closed", { canConnect: false }),
      database("half", { connectionLimit: -2 }),
      ...cluster.databases,
    ];
    const bad = { ...cluster, databases, preparedTransactions: ["p1", "p2"], tablespaces: ["fast"] };
    expect(() =>
      checkOldCluster(bad, contents({ extensions: ["plpgsql", "postgis", "vector"] }), image),
    ).toThrow(
      [
        "upgrade: the data cannot be copied to PostgreSQL 17 as it is:",
        "  database closed lets nobody in: ALTER DATABASE it with ALLOW_CONNECTIONS true, or drop it",
        "  database half was dropped halfway: DROP DATABASE it once more",
        "  database shop has the extensions postgis, vector, which the new image lacks",
        "  prepared transactions wait for their end: p1, p2",
        "  there are tablespaces outside of the data folder: fast",
        "  Start the server as it was (`npx pgstack start`), see to these, then run this again.",
      ].join("\n"),
    );
  });

  it("says what is not carried over", () => {
    const some = { ...cluster, logicalSlots: ["cdc"], systemSettings: ["work_mem"] };
    expect(checkOldCluster(some, contents({ subscriptions: ["from_far"] }), image)).toEqual([
      "replication slots are not carried over, who reads them begins anew: cdc",
      "subscriptions are carried over disabled: from_far",
      "settings of ALTER SYSTEM are not carried over: work_mem",
    ]);
  });
});

describe("the folder of a new cluster", () => {
  it.each([
    [[], "17"],
    [["15", "lost+found"], "17"],
    [["15", "17"], "17-2"],
    [["17", "17-2", "17-4"], "17-3"],
  ])("beside %s is %s", (there, name) => {
    const clusters = new Map(there.map((folder) => [folder, 17]));
    expect(freeClusterName(17, { clusters, free: 0 })).toBe(name);
  });
});
