import { describe, expect, it } from "vitest";
import { definitionBody } from "../../../sql/index/canonical-index.ts";
import { commentOnIndex } from "../../../sql/index/comment-on-index.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { dropIndex, renameIndex } from "../../../sql/index/drop-index.ts";

const schema = "commerce";

describe("createIndex", () => {
  it("builds a B-tree concurrently", () => {
    const index = { name: "i", table: "orders", keys: [{ column: "customer_id" }] };
    expect(createIndex(index, { schema })).toBe(
      'CREATE INDEX CONCURRENTLY "i" ON "commerce"."orders" USING btree ("customer_id")',
    );
  });

  it("states every option, in PostgreSQL's order", () => {
    const index = {
      name: "i",
      table: "t",
      unique: true,
      nullsNotDistinct: true,
      keys: [
        { column: "a", order: "desc", nulls: "last" },
        { expression: "lower(b)", collation: "C", opclass: "text_pattern_ops" },
      ],
      include: ["c", "d"],
      with: { fillfactor: 70, deduplicate_items: false },
      tablespace: "fast disk",
      where: "a > 1",
      comment: "is said by a statement of its own",
    } as const;
    expect(createIndex(index, { schema, concurrently: false })).toBe(
      'CREATE UNIQUE INDEX "i" ON "commerce"."t" USING btree ' +
        '("a" DESC NULLS LAST, (lower(b)) COLLATE "C" "text_pattern_ops") INCLUDE ("c", "d") NULLS NOT DISTINCT ' +
        'WITH ("fillfactor" = 70, "deduplicate_items" = false) TABLESPACE "fast disk" WHERE (a > 1)',
    );
  });

  it("names operator classes and collations of other schemas, and the class's parameters", () => {
    const keys = [
      { column: "a", opclass: "ext.gist_trgm_ops", opclassParameters: { siglen: 32 } },
      { column: "b", collation: '"my.schema"."en_US.utf8"' },
    ];
    expect(createIndex({ name: "i", table: "t", method: "gist", keys }, { schema })).toBe(
      'CREATE INDEX CONCURRENTLY "i" ON "commerce"."t" USING gist ' +
        '("a" "ext"."gist_trgm_ops" ("siglen" = 32), "b" COLLATE "my.schema"."en_US.utf8")',
    );
  });

  it("leaves the partitions of a partitioned table alone", () => {
    const index = { name: "i", table: "t", keys: [{ column: "a" }] };
    expect(createIndex(index, { schema, concurrently: false, only: true })).toBe(
      'CREATE INDEX "i" ON ONLY "commerce"."t" USING btree ("a")',
    );
  });

  it("builds an HNSW index with its parameters", () => {
    const keys = [{ column: "embedding", opclass: "vector_cosine_ops" }];
    const index = {
      name: "i",
      table: "t",
      method: "hnsw",
      keys,
      with: { m: 16, ef_construction: 64 },
    } as const;
    expect(createIndex(index, { schema })).toBe(
      'CREATE INDEX CONCURRENTLY "i" ON "commerce"."t" USING hnsw ("embedding" "vector_cosine_ops") ' +
        'WITH ("m" = 16, "ef_construction" = 64)',
    );
  });

  it("refuses a key that is neither column nor expression, or both", () => {
    expect(() => createIndex({ name: "i", table: "t", keys: [{}] }, { schema })).toThrow(RangeError);
    const both = [{ column: "a", expression: "b" }];
    expect(() => createIndex({ name: "i", table: "t", keys: both }, { schema })).toThrow(RangeError);
    const loose = [{ column: "a", opclassParameters: { siglen: 1 } }];
    expect(() => createIndex({ name: "i", table: "t", keys: loose }, { schema })).toThrow(RangeError);
  });
});

describe("commenting", () => {
  it("says what an index is for, and takes it back", () => {
    expect(commentOnIndex(schema, "i", "for Ann's report")).toBe(
      `COMMENT ON INDEX "commerce"."i" IS 'for Ann''s report'`,
    );
    expect(commentOnIndex(schema, "i", "")).toBe('COMMENT ON INDEX "commerce"."i" IS NULL');
  });
});

describe("dropping and renaming", () => {
  it("drops concurrently and renames within the schema", () => {
    expect(dropIndex(schema, "i")).toBe('DROP INDEX CONCURRENTLY "commerce"."i"');
    expect(renameIndex(schema, "i", "j")).toBe('ALTER INDEX "commerce"."i" RENAME TO "j"');
  });
});

describe("an index of the catalog", () => {
  it("is compared without its name and table", () => {
    expect(definitionBody("CREATE UNIQUE INDEX a ON s.t USING btree (x) WHERE (x > 1)")).toBe(
      "UNIQUE USING btree (x) WHERE (x > 1)",
    );
    expect(definitionBody("CREATE INDEX b ON pg_temp_3.u USING btree (x)")).toBe("USING btree (x)");
  });
});
