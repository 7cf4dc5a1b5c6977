import { describe, expect, it } from "vitest";
import { concurrentlyBuilt, isConcurrent } from "../../../sql/migration/concurrent-index.ts";
import { createdObjects } from "../../../sql/migration/created-objects.ts";
import { stripSql } from "../../../sql/migration/strip-sql.ts";

describe("createdObjects", () => {
  it.each([
    ["CREATE TABLE a (id int)", "relation shop.a"],
    ["create unlogged table if not exists Other.A (id int)", "relation other.a"],
    [`CREATE TABLE "A b" ()`, "relation shop.A b"],
    ["CREATE MATERIALIZED VIEW v AS SELECT 1", "relation shop.v"],
    ["CREATE SEQUENCE s", "relation shop.s"],
    ["-- no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON a (id)", "relation shop.i"],
    ["CREATE TYPE t AS ENUM ('a')", "type shop.t"],
    ["CREATE DOMAIN d AS text", "type shop.d"],
    ["CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ CREATE TABLE x (); $$", "routine shop.f"],
    ["ALTER TABLE a ADD COLUMN b int, ADD COLUMN IF NOT EXISTS c int", "column shop.a.b, column shop.a.c"],
    ["ALTER TABLE ONLY a ADD CONSTRAINT k CHECK (true) NOT VALID", "constraint shop.a.k"],
    ["CREATE TRIGGER g BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION f()", "trigger shop.a.g"],
    ["CREATE POLICY p ON a USING (true)", "policy shop.a.p"],
  ])("of %s", (sql, expected) => {
    expect(
      createdObjects(sql, "shop")
        .map(({ kind, schema, table, name }) => `${kind} ${[schema, table, name].filter(Boolean).join(".")}`)
        .join(", "),
    ).toBe(expected);
  });

  it.each([
    ["what is replaced", "CREATE OR REPLACE VIEW v AS SELECT 1; CREATE OR REPLACE FUNCTION f() RETURNS int"],
    [
      "what was dropped before",
      "ALTER TABLE a DROP CONSTRAINT k; ALTER TABLE a ADD CONSTRAINT k CHECK (true)",
    ],
    ["what is dropped after", "CREATE TABLE x (); DROP TABLE x"],
    ["what has another name at the end", "CREATE TABLE x (); ALTER TABLE x RENAME TO y"],
    ["what is temporary", "CREATE TEMP TABLE x ()"],
    ["an index without a name", "CREATE INDEX ON a (id)"],
    [
      "words that are no statements",
      "-- CREATE TABLE x ()\nSELECT 'CREATE TABLE x ()' /* CREATE TABLE x () */",
    ],
    ["data", "UPDATE a SET b = 1"],
  ])("leaves out %s", (_what, sql) => {
    expect(createdObjects(sql, "shop")).toEqual([]);
  });
});

describe("stripSql", () => {
  it("takes out comments, strings and bodies, and leaves the rest", () => {
    expect(stripSql("SELECT 'it''s; --' -- x\n, $a$ ; $b$ $a$, 1 /* ; */")).toBe("SELECT ''  \n,  , 1  ");
  });
});

describe("concurrentlyBuilt", () => {
  it("is the index's name as the catalog has it", () => {
    expect(concurrentlyBuilt("-- no-transaction\nCREATE INDEX CONCURRENTLY A_idx ON a (b)")).toBe("a_idx");
    expect(concurrentlyBuilt('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "A idx" ON a (b)')).toBe(
      "A idx",
    );
  });

  it("is none of anything else", () => {
    for (const sql of [
      "CREATE INDEX i ON a (b)",
      "DROP INDEX CONCURRENTLY i",
      "CREATE INDEX CONCURRENTLY ON a (b)",
    ])
      expect(concurrentlyBuilt(sql)).toBeUndefined();
    expect(isConcurrent("DROP INDEX CONCURRENTLY i")).toBe(true);
    expect(isConcurrent("VACUUM a -- CONCURRENTLY")).toBe(false);
  });
});
