import { describe, expect, it } from "vitest";
import { lacking } from "../../../operations/index/partitioned/require-partition-key.ts";
import { partName } from "../../../sql/index/partitioned/part-name.ts";
import {
  attachIndex,
  dropPartitionedIndex,
  reindexConcurrently,
} from "../../../sql/index/partitioned/partitioned-statements.ts";

describe("the index of a partition", () => {
  it("is called after both, cut where that is too long, and never as another", () => {
    expect(partName("events_2026_11", "events_at_idx")).toBe("events_2026_11_events_at_idx");
    const long = partName("p".repeat(40), "i".repeat(40));
    expect(long).toMatch(/^p{40}_i{13}_[0-9a-f]{8}$/);
    expect(partName("p".repeat(40), `${"i".repeat(39)}j`)).not.toBe(long);
    expect(Buffer.byteLength(partName("ü".repeat(30), "i".repeat(40)))).toBeLessThanOrEqual(63);
  });

  it("is attached, built again and dropped by exact statements", () => {
    expect(attachIndex({ schema: "s", name: "i" }, { schema: "t", name: "j" })).toBe(
      'ALTER INDEX "s"."i" ATTACH PARTITION "t"."j"',
    );
    expect(reindexConcurrently("s", "i")).toBe('REINDEX INDEX CONCURRENTLY "s"."i"');
    expect(dropPartitionedIndex("s", "i")).toBe('DROP INDEX "s"."i"');
  });
});

describe("a unique index of a partitioned table", () => {
  const keys = [{ column: "id" }, { expression: "lower(name)" }];

  it("has the columns of the partition key, whatever their order", () => {
    expect(lacking({ keys }, { key: ["id"], key_of_expressions: false })).toBeUndefined();
  });

  it("is told which it lacks", () => {
    expect(lacking({ keys }, { key: ["at", "id", "name"], key_of_expressions: false })).toEqual({
      by: "at, name",
      mend: 'Add { column: "at" }, { column: "name" } to keys, or leave unique out.',
    });
  });

  it("is not possible with an expression", () => {
    expect(lacking({ keys }, { key: [], key_of_expressions: true })).toEqual({
      by: "an expression",
      mend: "PostgreSQL has no unique index there. Leave unique out, or declare it on each partition.",
    });
  });
});
