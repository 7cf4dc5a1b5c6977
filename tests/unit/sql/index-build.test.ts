import { describe, expect, it } from "vitest";
import { setBuildParameters } from "../../../sql/index/build-parameters.ts";
import {
  clusterOn,
  commentOnIndex,
  replicaIdentityBy,
  setIndexStatistics,
} from "../../../sql/index/carried-over.ts";
import { dropIndexIfThere } from "../../../sql/index/drop-index.ts";

describe("setBuildParameters", () => {
  it("sets what is given, and nothing else", () => {
    expect(setBuildParameters({})).toBe("");
    expect(setBuildParameters({ workers: 0 })).toBe("SET max_parallel_maintenance_workers = 0");
    expect(setBuildParameters({ memory: 4096, workers: 2 })).toBe(
      "SET maintenance_work_mem = '4096kB'; SET max_parallel_maintenance_workers = 2",
    );
  });
});

describe("what an index has beside its definition", () => {
  it("is carried over by a statement each", () => {
    expect([
      commentOnIndex("app", "i", "it's ours"),
      setIndexStatistics("app", "i", 2, 500),
      clusterOn("app", "t", "i"),
      replicaIdentityBy("app", "t", "i"),
      dropIndexIfThere("app", "i"),
    ]).toEqual([
      `COMMENT ON INDEX "app"."i" IS 'it''s ours'`,
      'ALTER INDEX "app"."i" ALTER COLUMN 2 SET STATISTICS 500',
      'ALTER TABLE "app"."t" CLUSTER ON "i"',
      'ALTER TABLE "app"."t" REPLICA IDENTITY USING INDEX "i"',
      'DROP INDEX CONCURRENTLY IF EXISTS "app"."i"',
    ]);
  });
});
