import { describe, expect, it } from "vitest";
import { checkIndex } from "../../../provider/resources/index/check-index.ts";

const index = { schema: "s", name: "i", table: "t", keys: [{ column: "a" }] };
const check = (changes: object) =>
  checkIndex({ ...index, ...changes }).map(({ property, reason }) => `${property} ${reason}`);
const key = (changes: object, more: object = {}) => check({ keys: [{ column: "a", ...changes }], ...more });
const vector = (opclass: string, method: string) => key({ opclass }, { method });

describe("a declared index without a mistake", () => {
  it.each([
    {},
    { unique: true, nullsNotDistinct: true, include: ["b"], where: "a > 1", with: { fillfactor: 70 } },
    { keys: [{ column: "a", collation: '"en_US.utf8"', order: "desc", nulls: "last" }, { expression: "b" }] },
    {
      method: "gist",
      keys: [{ column: "a", opclass: "gist_trgm_ops", opclassParameters: { siglen: 32 } }],
      include: ["a"],
    },
    {
      method: "gin",
      keys: [{ column: "a" }, { column: "b" }],
      with: { fastupdate: false, gin_pending_list_limit: 64 },
    },
    { method: "brin", with: { pages_per_range: 32, autosummarize: true } },
    {
      method: "hnsw",
      keys: [{ column: "a", opclass: "ext.vector_l1_ops" }],
      with: { m: 100, ef_construction: 200 },
    },
    { method: "ivfflat", with: { lists: 32768 } },
    { keys: [{ column: "a" }, { column: "a", opclass: "text_pattern_ops" }] },
    { tablespace: "fast", comment: "x" },
  ])("is let through: %o", (changes) => {
    expect(check(changes)).toEqual([]);
  });
});

describe("a mistake", () => {
  it.each([
    [
      check({ method: "hsnw" }),
      'method "hsnw" is none of btree, hash, gin, gist, spgist, brin, hnsw, ivfflat; did you mean hnsw?',
    ],
    [
      key({ colunm: "b" }),
      'keys[0] "colunm" is none of column, expression, collation, opclass, opclassParameters, order, nulls; did you mean column?',
    ],
    [key({ order: "down" }), 'keys[0] order "down" is none of asc, desc'],
    [
      key({ order: "desc" }, { method: "gist" }),
      "keys[0] an index of method gist has no order; only btree has",
    ],
    [
      key({ opclassParameters: { siglen: 1 } }),
      "keys[0] has opclassParameters and no opclass: give the class that they are of",
    ],
    [
      key({ collation: "a.b.c" }),
      'keys[0] collation "a.b.c" is neither a name nor schema.name; a name that holds a dot is put in double quotes',
    ],
    [check({ keys: [{ expression: " " }] }), "keys[0] has an empty expression"],
    [
      check({ keys: [{ column: "a" }, { column: "b" }, { column: "a", order: "desc" }] }),
      "keys[2] repeats keys[0]: leave one out",
    ],
    [
      check({ method: "hash", keys: [{ column: "a" }, { column: "b" }] }),
      "keys an index of method hash has one key; several are for btree, gin, gist, brin",
    ],
    [
      check({ include: Array.from({ length: 32 }, (_, n) => `c${n}`) }),
      "keys with include there are 33 columns; PostgreSQL's indexes have 32 at most",
    ],
    [
      check({ method: "spgist", unique: true }),
      "unique an index of method spgist cannot be unique; only btree can",
    ],
    [
      check({ nullsNotDistinct: true }),
      "nullsNotDistinct is of a unique index alone: set unique, or leave it out",
    ],
    [
      check({ method: "brin", include: ["b"] }),
      "include an index of method brin carries no columns; btree, gist, spgist do",
    ],
    [check({ include: ["b", "b"] }), "include names b twice: leave one out"],
    [check({ include: ["a"] }), "include names a, which is a key and so carried already: leave it out"],
    [check({ where: "" }), "where is empty: leave it out for an index of all rows"],
    [check({ where: "WHERE a > 1" }), "where begins with WHERE: leave that word out"],
    [
      check({ with: { fillfacter: 70 } }),
      "with an index of method btree has no fillfacter; did you mean fillfactor?",
    ],
    [
      check({ with: { xyzzy: 70 } }),
      "with an index of method btree has no xyzzy; there are fillfactor, deduplicate_items",
    ],
    [
      check({ with: { lists: 70 } }),
      "with lists is of ivfflat; an index of method btree has fillfactor, deduplicate_items",
    ],
    [check({ with: { fillfactor: 5 } }), "with fillfactor must be 10 to 100, not 5"],
    [check({ with: { fillfactor: 70.5 } }), "with fillfactor must be 10 to 100, not 70.5"],
    [
      check({ with: { deduplicate_items: "off" } }),
      'with deduplicate_items must be true or false, not "off"',
    ],
    [check({ method: "gist", with: { buffering: true } }), "with buffering must be on, off, auto, not true"],
    [check({ tablespace: "" }), "tablespace is empty"],
    [
      key({ column: "ü".repeat(32) }),
      `keys[0] "${"ü".repeat(32)}" has 64 bytes; PostgreSQL cuts names after 63`,
    ],
  ])("says what, where and how to mend: %o", (said, expected) => {
    expect(said).toEqual([expected]);
  });

  it.each([
    [
      key({}, { method: "hnsw" }),
      "keys[0] has no opclass, and hnsw has no default one: give that of the distance your queries order by, such as vector_cosine_ops for <=>, vector_l2_ops for <->, vector_ip_ops for <#>",
    ],
    [
      vector("vector_cosin_ops", "hnsw"),
      "keys[0] hnsw has no opclass vector_cosin_ops; did you mean vector_cosine_ops?",
    ],
    [
      vector("sparsevec_l2_ops", "ivfflat"),
      "keys[0] opclass sparsevec_l2_ops is of hnsw, not of ivfflat; ivfflat has vector_l2_ops, vector_ip_ops, vector_cosine_ops, halfvec_l2_ops, halfvec_ip_ops, halfvec_cosine_ops, bit_hamming_ops",
    ],
    [
      vector("vector_cosine_ops", "btree"),
      "keys[0] opclass vector_cosine_ops is of hnsw and ivfflat, not of btree",
    ],
    [vector("gin_trgm_ops", "gist"), "keys[0] opclass gin_trgm_ops is of gin, not of gist"],
  ])("holds an operator class against the method: %o", (said, expected) => {
    expect(said).toEqual([expected]);
  });

  it("leaves somebody's own operator class to the server", () => {
    expect(vector("mine.my_vector_ops", "hnsw")).toEqual([]);
    expect(vector("my_text_ops", "btree")).toEqual([]);
  });
});
