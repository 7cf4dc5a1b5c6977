import { describe, expect, it } from "vitest";
import { database } from "../../../model/database.ts";
import { unindexedForeignKeys } from "../../../operations/index/foreign-keys/declared-foreign-keys.ts";
import { migratedKeys } from "../../../operations/index/foreign-keys/migrated-keys.ts";
import { modelLine, suggestedIndex } from "../../../operations/index/foreign-keys/suggested-index.ts";
import { uncoveredForeignKeys } from "../../../operations/index/foreign-keys/uncovered-foreign-keys.ts";
import { fromProject } from "../../../settings/paths.ts";

const key = { schema: "s", table: "t", name: "t_a_b_fkey", columns: ["a", "b"], references: "s.r" };
const index = {
  schema: "s",
  table: "t",
  method: "btree",
  columns: ["b", "a", "c"] as (string | null)[],
  predicate: null as string | null,
};

describe("a foreign key of two columns", () => {
  it.each([
    ["an index that begins with both, in any order", {}, 0],
    ["one that begins with one of them", { columns: ["a", "c", "b"] }, 1],
    ["one with an expression between", { columns: ["a", null, "b"] }, 1],
    ["one of another table", { table: "u" }, 1],
    ["one of another schema", { schema: "u" }, 1],
    ["one of a method without an order", { method: "hash" }, 1],
    ["a partial one", { predicate: "(c > 1)" }, 1],
    ["a partial one of the rows that refer to something", { predicate: "(a IS NOT NULL)" }, 0],
  ])("and %s", (_what, changes, missing) => {
    expect(uncoveredForeignKeys([key], [{ ...index, ...changes }])).toHaveLength(missing);
  });

  it("of one column is served by a hash index", () => {
    expect(
      uncoveredForeignKeys([{ ...key, columns: ["a"] }], [{ ...index, method: "hash", columns: ["a"] }]),
    ).toEqual([]);
  });
});

describe("what migrations leave of keys", () => {
  const found = (...scripts: string[]) => {
    const { foreignKeys, indexes } = migratedKeys("s", scripts);
    return {
      foreignKeys: foreignKeys.map(
        ({ table, name, columns, references }) => `${table}.${name} (${columns}) -> ${references}`,
      ),
      indexes: indexes.map(
        ({ table, name, columns, predicate }) =>
          `${table}.${name} (${columns})${predicate ? ` ${predicate}` : ""}`,
      ),
    };
  };

  it("is what tables are made with", () => {
    const sql = `CREATE TABLE t (id bigint PRIMARY KEY, a bigint REFERENCES r, b int UNIQUE, c int, d int,
      CONSTRAINT named FOREIGN KEY (c, d) REFERENCES other.r2 (x, y), UNIQUE (c, d));
      CREATE INDEX ON t (a, lower(b)); CREATE INDEX part ON s.t (d) WHERE d IS NOT NULL; CREATE INDEX odd ON t (d) WHERE d > 1;`;
    expect(found(sql)).toEqual({
      foreignKeys: ["t.t_a_fkey (a) -> s.r", "t.named (c,d) -> other.r2"],
      indexes: [
        "t.t_pkey (id)",
        "t.t_b_key (b)",
        "t.t_c_d_key (c,d)",
        "t.t_a_expr_idx (a,)",
        "t.part (d) d IS NOT NULL",
        "t.odd (d) another",
      ],
    });
  });

  it("follows what is added, renamed and dropped", () => {
    expect(
      found(
        "CREATE TABLE t (a int, b int); CREATE TABLE gone (a int REFERENCES t);",
        "ALTER TABLE t ADD COLUMN c int REFERENCES r, ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES r NOT VALID, ADD CONSTRAINT k2 FOREIGN KEY (b) REFERENCES r;",
        "CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i; CREATE INDEX j ON t (b); CREATE INDEX l ON t (c);",
        "ALTER TABLE t RENAME COLUMN a TO z; ALTER TABLE t RENAME CONSTRAINT k TO kk; ALTER TABLE t DROP COLUMN c; ALTER TABLE t DROP CONSTRAINT k2;",
        "DROP INDEX j; ALTER TABLE t RENAME TO tt; DROP TABLE gone;",
      ),
    ).toEqual({ foreignKeys: ["tt.kk (z) -> s.r"], indexes: ["tt.u (z)"] });
  });

  it("passes over what cannot be parsed", () => {
    expect(found("CREATE TABLEE;", "CREATE TABLE t (a int PRIMARY KEY);").indexes).toEqual(["t.t_pkey (a)"]);
  });
});

describe("the repository's own schemas", () => {
  const without = async (foreignKeyIndexes: boolean) => {
    const { schemas } = database({ foreignKeyIndexes, embeddingDimensions: 3 });
    return (await unindexedForeignKeys(fromProject("migrations"), schemas)).map(({ name }) => name);
  };

  it("lack two indexes by design, which the setting adds", async () => {
    expect(await without(false)).toEqual(["order_items_order_id_fkey", "order_items_product_id_fkey"]);
    expect(await without(true)).toEqual([]);
  });
});

describe("a line for the model", () => {
  it("can be pasted", () => {
    expect(modelLine(suggestedIndex("order_items", ["order_id"]))).toBe(
      '{ name: "order_items_order_id_idx", table: "order_items", keys: [{ column: "order_id" }] },',
    );
  });

  it("has a name that PostgreSQL keeps whole", () => {
    const { name } = suggestedIndex("t".repeat(40), ["ü".repeat(20)]);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
    expect(name).toMatch(/^t{40}_ü+_idx$/);
  });
});
