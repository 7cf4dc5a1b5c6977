import { describe, expect, it } from "vitest";
import { indexFromRow } from "../../../sql/index/index-from-row.ts";
import { readOptions } from "../../../sql/index/index-options.ts";
import type { IndexKeyRow, IndexRow } from "../../../sql/index/read-index.ts";
import { sameIndex } from "../../../sql/index/same-index.ts";

const ofDefault = (name: string) => ({ schema: null, name, default: true });
const another = (name: string, schema: string | null = null) => ({ schema, name, default: false });

const key: IndexKeyRow = {
  column: "a",
  expression: null,
  collation: null,
  opclass: ofDefault("int4_ops"),
  parameters: [],
  descending: false,
  nulls_first: false,
};

const plain: IndexRow = {
  oid: "16500",
  name: "i",
  table: "t",
  valid: true,
  method: "btree",
  unique: false,
  nulls_not_distinct: false,
  keys: [key],
  include: [],
  predicate: null,
  storage: [],
  tablespace: null,
  comment: null,
  definition: "",
  constraint: false,
  partitioned: false,
  attached_to: null,
  missing_on: [],
};

describe("an index of the catalog", () => {
  it("becomes the declaration that would make it, defaults left out", () => {
    expect(indexFromRow("i", plain)).toEqual({ name: "i", table: "t", keys: [{ column: "a" }] });
  });

  it("becomes a declaration of every option", () => {
    const row: IndexRow = {
      ...plain,
      unique: true,
      nulls_not_distinct: true,
      keys: [
        { ...key, collation: another("en_US.utf8"), descending: true, nulls_first: true },
        {
          ...key,
          column: null,
          expression: "lower(b)",
          collation: ofDefault("default"),
          opclass: another("text_pattern_ops"),
          nulls_first: true,
        },
        { ...key, column: "c", opclass: another("gist_trgm_ops", "ext"), parameters: ["siglen=32"] },
        { ...key, column: "d", opclass: ofDefault("jsonb_ops"), parameters: ["x=1"] },
      ],
      include: ["e"],
      predicate: "(a > 1)",
      storage: ["fillfactor=70", "deduplicate_items=off"],
      tablespace: "fast",
      comment: "for reports",
    };
    expect(indexFromRow("i", row)).toEqual({
      name: "i",
      table: "t",
      unique: true,
      nullsNotDistinct: true,
      keys: [
        { column: "a", collation: '"en_US.utf8"', order: "desc" },
        { expression: "lower(b)", opclass: "text_pattern_ops", nulls: "first" },
        { column: "c", opclass: "ext.gist_trgm_ops", opclassParameters: { siglen: 32 } },
        { column: "d", opclass: "jsonb_ops", opclassParameters: { x: 1 } },
      ],
      include: ["e"],
      where: "(a > 1)",
      with: { fillfactor: 70, deduplicate_items: false },
      tablespace: "fast",
      comment: "for reports",
    });
  });
});

describe("options of the catalog", () => {
  it("are what they mean, however they were written", () => {
    expect(readOptions(["fastupdate=ON", "buffering=auto", "fillfactor=70", "autosummarize=0"])).toEqual({
      fastupdate: true,
      buffering: "auto",
      fillfactor: 70,
      autosummarize: false,
    });
  });
});

describe("two indexes of the catalog", () => {
  it("are one whatever their names, comments, order of options and spelling of switches", () => {
    const one = { ...plain, storage: ["fillfactor=70", "deduplicate_items=off"], comment: "a" };
    const two = { ...plain, name: "j", table: "u", storage: ["deduplicate_items=false", "fillfactor=70"] };
    expect(sameIndex(one, two)).toBe(true);
  });

  it.each<[string, Partial<IndexRow>]>([
    ["method", { method: "hash" }],
    ["uniqueness", { unique: true }],
    ["NULLs", { nulls_not_distinct: true }],
    ["carried columns", { include: ["b"] }],
    ["predicate", { predicate: "(a > 1)" }],
    ["an option", { storage: ["fillfactor=70"] }],
    ["tablespace", { tablespace: "fast" }],
    ["column", { keys: [{ ...key, column: "b" }] }],
    ["order", { keys: [{ ...key, descending: true }] }],
    ["place of NULLs", { keys: [{ ...key, nulls_first: true }] }],
    ["collation", { keys: [{ ...key, collation: another("C") }] }],
    ["operator class", { keys: [{ ...key, opclass: another("x_ops") }] }],
    ["operator class's schema", { keys: [{ ...key, opclass: another("int4_ops", "ext") }] }],
    ["parameter", { keys: [{ ...key, parameters: ["siglen=32"] }] }],
    ["number of keys", { keys: [key, key] }],
  ])("differ by their %s", (_what, change) => {
    expect(sameIndex(plain, { ...plain, ...change })).toBe(false);
  });
});
