import { describe, expect, it } from "vitest";
import { definitionBody } from "../../../sql/index/canonical-index.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { dropIndex, renameIndex } from "../../../sql/index/drop-index.ts";
import { indexFromRow } from "../../../sql/index/read-index.ts";

const schema = "commerce";

describe("createIndex", () => {
  it("builds a B-tree concurrently", () => {
    const index = { name: "i", table: "orders", keys: [{ column: "customer_id" }] };
    expect(createIndex(index, { schema })).toBe(
      'CREATE INDEX CONCURRENTLY "i" ON "commerce"."orders" USING btree ("customer_id")',
    );
  });

  it("states every option", () => {
    const index = {
      name: "i",
      table: "t",
      unique: true,
      keys: [
        { column: "a", order: "desc", nulls: "last" },
        { expression: "lower(b)", opclass: "text_pattern_ops" },
      ],
      include: ["c", "d"],
      with: { fillfactor: 70 },
      where: "a > 1",
    } as const;
    expect(createIndex(index, { schema, concurrently: false })).toBe(
      'CREATE UNIQUE INDEX "i" ON "commerce"."t" USING btree ("a" DESC NULLS LAST, (lower(b)) "text_pattern_ops") ' +
        'INCLUDE ("c", "d") WITH ("fillfactor" = 70) WHERE (a > 1)',
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
  });
});

describe("dropping and renaming", () => {
  it("drops concurrently and renames within the schema", () => {
    expect(dropIndex(schema, "i")).toBe('DROP INDEX CONCURRENTLY "commerce"."i"');
    expect(renameIndex(schema, "i", "j")).toBe('ALTER INDEX "commerce"."i" RENAME TO "j"');
  });
});

describe("an index of the catalog", () => {
  it("becomes the declaration that would make it", () => {
    const row = {
      table: "t",
      valid: true,
      method: "btree",
      unique: true,
      keys: [
        { column: "a", expression: null, opclass: null, descending: true, nulls_first: true },
        {
          column: null,
          expression: "lower(b)",
          opclass: "text_pattern_ops",
          descending: false,
          nulls_first: true,
        },
      ],
      include: ["c"],
      predicate: "(a > 1)",
      storage: ["fillfactor=70", "deduplicate_items=off"],
      definition: "",
      constraint: false,
    } as const;
    expect(indexFromRow("i", row)).toEqual({
      name: "i",
      table: "t",
      unique: true,
      keys: [
        { column: "a", order: "desc" },
        { expression: "lower(b)", opclass: "text_pattern_ops", nulls: "first" },
      ],
      include: ["c"],
      where: "(a > 1)",
      with: { fillfactor: 70, deduplicate_items: "off" },
    });
  });

  it("is compared without its name and table", () => {
    expect(definitionBody("CREATE UNIQUE INDEX a ON s.t USING btree (x) WHERE (x > 1)")).toBe(
      "UNIQUE USING btree (x) WHERE (x > 1)",
    );
    expect(definitionBody("CREATE INDEX b ON pg_temp_3.u USING btree (x)")).toBe("USING btree (x)");
  });
});
