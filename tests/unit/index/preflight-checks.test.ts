import { describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { buildMemory } from "../../../operations/index/preflight/checks/build-memory.ts";
import { diskSpace } from "../../../operations/index/preflight/checks/disk-space.ts";
import {
  distanceIn,
  distanceOperator,
  operatorOf,
} from "../../../operations/index/preflight/checks/distance-operator.ts";
import { ivfflatLists, listsFor } from "../../../operations/index/preflight/checks/ivfflat-lists.ts";
import { missingColumn } from "../../../operations/index/preflight/checks/missing-column.ts";
import { vectorDimensions } from "../../../operations/index/preflight/checks/vector-dimensions.ts";
import { sharedMemoryBytes } from "../../../sql/index/preflight/read-server-facts.ts";
import { subject, table } from "./index-facts.ts";

const hnsw = { method: "hnsw", keys: [{ column: "embedding", opclass: "vector_cosine_ops" }] } as const;
const ivfflat = { method: "ivfflat", keys: [{ column: "embedding", opclass: "vector_cosine_ops" }] } as const;
const whats = (findings: readonly { level: string; what: string }[]) =>
  findings.map(({ level, what }) => `${level}: ${what}`);

describe("columns", () => {
  it("that are not there are told with what was meant", () => {
    const index: IndexDefinition = {
      name: "i",
      table: "items",
      keys: [{ column: "emial" }],
      include: ["nothing"],
    };
    expect(missingColumn("app", index, table())).toEqual([
      {
        level: "error",
        property: "keys[0]",
        what: "app.items has no column emial",
        mend: "Did you mean email?",
      },
      {
        level: "error",
        property: "include[0]",
        what: "app.items has no column nothing",
        mend: "There are id, email, embedding.",
      },
    ]);
  });

  it("inside expressions are left to the server", () => {
    expect(
      missingColumn("app", { name: "i", table: "items", keys: [{ expression: "lower(x)" }] }, table()),
    ).toEqual([]);
  });
});

describe("dimensions", () => {
  const judged = (type: string, dimensions: number | null, method: "hnsw" | "ivfflat" = "hnsw") =>
    vectorDimensions(
      { name: "i", table: "items", method, keys: [{ column: "v" }] },
      table({ columns: [{ name: "v", type, dimensions, width: null }] }),
    );

  it.each([
    ["vector", 2_000],
    ["halfvec", 4_000],
    ["bit", 64_000],
    ["jsonb", null],
  ] as const)("%s of %s is indexed", (type, dimensions) => {
    expect(judged(type, dimensions)).toEqual([]);
  });

  it.each([
    ["vector", 2_001, "v has 2,001 dimensions, and hnsw takes 2,000 of type vector at most"],
    ["halfvec", 4_001, "v has 4,001 dimensions, and hnsw takes 4,000 of type halfvec at most"],
    ["bit", 64_001, "v has 64,001 bits, and hnsw takes 64,000 of type bit at most"],
    ["vector", null, "v is of type vector without dimensions, which hnsw cannot index"],
  ] as const)("%s of %s is not", (type, dimensions, what) => {
    expect(whats(judged(type, dimensions))).toEqual([`error: ${what}`]);
  });

  it("that are too many for vector have three ways round", () => {
    expect(judged("vector", 3_072)[0]?.mend).toBe(
      'Index half precision, { expression: "v::halfvec(3072)", opclass: "halfvec_cosine_ops" }; ' +
        'or the first dimensions, where the model was trained for that, { expression: "subvector(v, 1, 2000)::vector(2000)" }; ' +
        'or one bit a dimension, { expression: "binary_quantize(v)::bit(3072)", opclass: "bit_hamming_ops" }, ordering what it finds by v again. ' +
        "Queries order by the same expression.",
    );
    expect(judged("vector", 5_000)[0]?.mend).not.toContain("halfvec");
  });

  it("sparsevec is hnsw's alone, and of 1,000 elements", () => {
    expect(whats(judged("sparsevec", 10_000, "ivfflat"))).toEqual([
      "error: v is a sparsevec, which ivfflat cannot index",
    ]);
    expect(judged("sparsevec", 10_000).map(({ level }) => level)).toEqual(["warning"]);
  });
});

describe("lists of ivfflat", () => {
  it.each([
    [0, 1],
    [50_000, 50],
    [1_000_000, 1_000],
    [4_000_000, 2_000],
  ])("%d rows call for %d", (rows, lists) => {
    expect(listsFor(rows)).toBe(lists);
  });

  it.each([
    [
      { rows: 0 },
      100,
      "app.items is empty, and an ivfflat index built now keeps lists that fit no data: it will find few of the nearest rows",
    ],
    [
      { rows: 20_000 },
      100,
      "app.items has about 20,000 rows, too few for 100 lists: most are nearly empty, and a search misses rows unless it probes many",
    ],
    [
      { rows: 900_000 },
      100,
      "app.items has about 900,000 rows, too many for 100 lists: each probe reads 9,000 of them",
    ],
  ] as const)("%o is no match for %d", (facts, lists, what) => {
    const found = ivfflatLists(subject({ ...ivfflat, with: { lists } }, { table: table(facts) }));
    expect(whats(found)).toEqual([`warning: ${what}`]);
  });

  it.each([
    [{ rows: 50_000 }, 100],
    [{ rows: null }, 100],
    [{ rows: 400_000 }, 100],
  ] as const)("%o suits %d", (facts, lists) => {
    expect(ivfflatLists(subject({ ...ivfflat, with: { lists } }, { table: table(facts) }))).toEqual([]);
  });

  it("are of no other method", () => {
    expect(ivfflatLists(subject(hnsw, { table: table({ rows: 0 }) }))).toEqual([]);
  });
});

describe("memory of a build", () => {
  it("is said where the graph does not fit", () => {
    expect(whats(buildMemory(subject(hnsw)))).toEqual([
      "warning: building it takes about 107 MB of memory for 50,000 rows, and maintenance_work_mem is 64 MB: past about 30,000 rows it goes on many times slower",
    ]);
  });

  it("suffices, or is not known", () => {
    expect(buildMemory(subject(hnsw, { table: table({ rows: 29_000 }) }))).toEqual([]);
    expect(buildMemory(subject(hnsw, { table: table({ rows: null }) }))).toEqual([]);
    expect(buildMemory(subject({ keys: [{ column: "id" }] }))).toEqual([]);
  });

  it("is less for half precision", () => {
    const half = {
      ...hnsw,
      keys: [{ expression: "embedding::halfvec(384)", opclass: "halfvec_cosine_ops" }],
    };
    expect(whats(buildMemory(subject(half)))[0]).toContain("about 71 MB");
  });

  it("is shared by workers, of which a container may have little", () => {
    const few = { table: table({ rows: 10_000 }), sharedMemory: 64 * 1024 ** 2 - 1 };
    expect(whats(buildMemory(subject(hnsw, few)))).toEqual([
      'warning: a parallel build shares maintenance_work_mem, 64 MB, and /dev/shm of the server holds 64 MB: it would fail with "could not resize shared memory segment"',
    ]);
    expect(buildMemory(subject(hnsw, { ...few, sharedMemory: 64 * 1024 ** 2 }))).toEqual([]);
  });

  it("of a container is a line of its mounts", () => {
    const mounts =
      "overlay / overlay rw 0 0\nshm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0\n";
    expect(sharedMemoryBytes(mounts)).toBe(65536 * 1024);
    expect(sharedMemoryBytes("tmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0\n")).toBeUndefined();
    expect(sharedMemoryBytes(null)).toBeUndefined();
  });
});

describe("size", () => {
  it("is said from 10 GB on", () => {
    const many = { table: table({ rows: 10_000_000 }) };
    expect(whats(diskSpace(subject(hnsw, many)))).toEqual([
      "warning: it will have about 19 GB, and PostgreSQL does not say how much room its disk has",
    ]);
    expect(diskSpace(subject(hnsw))).toEqual([]);
    expect(diskSpace(subject({ keys: [{ column: "email" }] }, many))).toEqual([]);
  });
});

describe("distance", () => {
  it.each([
    ["vector_l2_ops", "<->"],
    ["vector_ip_ops", "<#>"],
    ["halfvec_cosine_ops", "<=>"],
    ["sparsevec_l1_ops", "<+>"],
    ["bit_hamming_ops", "<~>"],
    ["bit_jaccard_ops", "<%>"],
    [null, "<->"],
  ])("%s serves %s", (opclass, operator) => {
    expect(operatorOf(opclass, "ivfflat")).toBe(operator);
    expect(operatorOf(opclass, "gin")).toBeUndefined();
  });

  it.each([
    ["SELECT id FROM items ORDER BY embedding <-> $1 LIMIT $2", "<->"],
    ['SELECT id FROM "app"."items" AS i\nORDER BY i."embedding" <=> $1::vector', "<=>"],
    ["select 1 from app.items order by embedding::halfvec(3) <#> $1", "<#>"],
    ["SELECT id FROM items ORDER BY other <-> $1", undefined],
    ["SELECT id FROM old_items ORDER BY embedding <-> $1", undefined],
    ["SELECT embedding <-> $1 FROM items", undefined],
  ])("%s orders by %s", (query, operator) => {
    expect(distanceIn(query, "items", "embedding")).toBe(operator);
  });

  const statements = [{ query: "SELECT id FROM items ORDER BY embedding <-> $1 LIMIT $2", calls: 812 }];

  it("that statements order by and the index does not serve is said with them", () => {
    expect(distanceOperator(subject(hnsw, { statements }))).toEqual([
      {
        level: "warning",
        property: "keys[0]",
        what: "statements order app.items by embedding <->, and this index serves <=> alone: SELECT id FROM items ORDER BY embedding <-> $1 LIMIT $2 (812 calls)",
        mend: "Use an operator class for <->, or order by <=>.",
      },
    ]);
  });

  it("that another index serves is none of this one's business", () => {
    const l2 = { ...hnsw, keys: [{ column: "embedding", opclass: "vector_l2_ops" }] };
    const others = [{ ...subject(l2), name: "l2", table: "items", constraint: false, declared: false }];
    expect(distanceOperator(subject(hnsw, { statements, others }))).toEqual([]);
    expect(distanceOperator(subject(l2, { statements }))).toEqual([]);
  });
});
