import { describe, expect, it } from "vitest";
import { explanationText } from "../../../cli/output/index/explanation-text.ts";
import { styler } from "../../../cli/output/style.ts";
import { candidateIndexes } from "../../../operations/index/explain/candidate-indexes.ts";
import { comparedColumns } from "../../../operations/index/explain/compared-columns.ts";
import { oneStatement } from "../../../operations/index/explain/one-statement.ts";
import type { PlanNode } from "../../../operations/index/explain/plan-node.ts";
import {
  type SequentialScan,
  sequentialScans,
  usedIndexes,
} from "../../../operations/index/explain/sequential-scans.ts";
import { modelLine } from "../../../operations/index/foreign-keys/suggested-index.ts";
import { plainShape } from "../../../operations/index/preflight/plain-shape.ts";
import { table } from "./index-facts.ts";

describe("one statement", () => {
  it.each([
    ["SELECT 1", "SELECT 1", false],
    ["-- why\nSELECT 'ü', $1 ; ", "SELECT 'ü', $1", true],
    [
      "WITH a AS (SELECT 1) DELETE FROM t USING a WHERE b = $2",
      "WITH a AS (SELECT 1) DELETE FROM t USING a WHERE b = $2",
      true,
    ],
  ])("%s", (text, sql, parameters) => {
    const found = oneStatement(text);
    expect({ ...found, sql: found.sql.trim() }).toEqual({ sql, parameters });
  });

  it.each([
    ["", "there is none\n"],
    ["SELECT 1; DROP TABLE t", "there are 2, and one is explained\n"],
    ["DROP TABLE t", "it has no plan\n"],
    ["EXPLAIN SELECT 1", "it has no plan\n"],
    ["SELECT 1\nFROM FROM", 'syntax error at or near "FROM" (line 2)\n'],
  ])("is not %j", (text, message) => {
    expect(() => oneStatement(text)).toThrow(`statement: ${message}`);
  });
});

describe("compared columns", () => {
  it.each([
    ["(status = 'paid'::text)", { equal: ["status"] }],
    ["((i.a = $1) AND (i.b > 3) AND (i.c = ANY ('{1,2}'::integer[])))", { equal: ["a", "c"], ranged: ["b"] }],
    ["((status)::text = 'x'::text)", { equal: ["status"] }],
    ["(3 < i.a)", { ranged: ["a"] }],
    ["(i.a = o.b)", { equal: ["a"] }],
    ["(o.b = i.a)", { equal: ["a"] }],
    ["(i.meta @> '{}'::jsonb)", { contained: ["meta"] }],
    ["((i.a = 1) OR (i.b = 2))", {}],
    ["(i.a = i.b)", {}],
    ["(i.a <> 1)", {}],
    ["(lower(i.a) = 'x'::text)", {}],
    ["", {}],
    ["no sql (", {}],
  ])("of %s", (condition, columns) => {
    expect(comparedColumns(condition, "i")).toEqual({ equal: [], ranged: [], contained: [], ...columns });
  });
});

function scan(changes: Partial<SequentialScan>): SequentialScan {
  return {
    schema: "app",
    table: "items",
    alias: "i",
    rows: 50_000,
    large: true,
    filter: null,
    joins: [],
    sort: [],
    ...changes,
  };
}

describe("candidates", () => {
  const facts = (indexes: readonly Parameters<typeof plainShape>[0][] = []) =>
    new Map([
      [
        "app",
        {
          tables: [table()],
          indexes: indexes.map((index) => ({
            name: index.name,
            table: "items",
            valid: true,
            constraint: false,
            shape: plainShape(index),
          })),
        },
      ],
    ]);
  const lines = (scans: SequentialScan[], known = facts()) =>
    candidateIndexes(scans, known).map(({ index }) => modelLine(index));

  it.each([
    [
      { filter: "((i.email = $1) AND (i.id > 3))" },
      ['{ name: "items_email_id_idx", table: "items", keys: [{ column: "email" }, { column: "id" }] },'],
    ],
    [
      { filter: "(i.email = $1)", sort: ["i.id DESC"] },
      [
        '{ name: "items_email_id_idx", table: "items", keys: [{ column: "email" }, { column: "id", order: "desc" }] },',
      ],
    ],
    [{ sort: ["i.id DESC"] }, ['{ name: "items_id_idx", table: "items", keys: [{ column: "id" }] },']],
    [
      { joins: ["(o.id = i.id)", "(a.x = b.x)"] },
      ['{ name: "items_id_idx", table: "items", keys: [{ column: "id" }] },'],
    ],
    [
      { sort: ["((i.embedding <=> $1))"] },
      [
        '{ name: "items_embedding_idx", table: "items", keys: [{ column: "embedding", opclass: "vector_cosine_ops" }], method: "hnsw" },',
      ],
    ],
    [
      { filter: "(i.email @> '{}'::jsonb)" },
      ['{ name: "items_email_idx", table: "items", keys: [{ column: "email" }], method: "gin" },'],
    ],
    [{ filter: "(i.email = $1)", large: false }, []],
    [{}, []],
  ])("of %o", (changes, expected) => {
    expect(lines([scan(changes)])).toEqual(expected);
  });

  it("are none that an index begins with", () => {
    const there = facts([{ name: "there", table: "items", keys: [{ column: "email" }, { column: "id" }] }]);
    expect(lines([scan({ filter: "(i.email = $1)" })], there)).toEqual([]);
  });
});

describe("a plan", () => {
  const plan: PlanNode = {
    "Node Type": "Hash Join",
    "Total Cost": 900.5,
    "Plan Rows": 10,
    "Hash Cond": "(i.id = o.id)",
    Plans: [
      {
        "Node Type": "Seq Scan",
        Schema: "app",
        "Relation Name": "items",
        Alias: "i",
        Filter: "(i.email = $1)",
        "Total Cost": 800,
        "Plan Rows": 1,
      },
      {
        "Node Type": "Index Scan",
        Schema: "app",
        "Relation Name": "others",
        Alias: "o",
        "Index Name": "others_pkey",
        "Index Cond": "(o.id = 3)",
        "Total Cost": 8,
        "Plan Rows": 1,
      },
    ],
  };
  const scans = sequentialScans(plan, new Map([["app", { tables: [table()], indexes: [] }]]));
  const style = styler({ isTTY: false } as NodeJS.WriteStream);

  it("is read", () => {
    expect(scans).toEqual([scan({ filter: "(i.email = $1)", joins: ["(i.id = o.id)"] })]);
    expect(usedIndexes(plan)).toEqual([{ schema: "app", name: "others_pkey" }]);
  });

  it("is told with what would help", () => {
    const suggestions = [
      {
        schema: "app",
        index: { name: "items_email_idx", table: "items", keys: [{ column: "email" }] },
        cost: 16.1,
      },
    ];
    const found = {
      plan,
      cost: 900.5,
      time: null,
      generic: true,
      indexes: usedIndexes(plan),
      scans,
      suggestions,
      tried: true,
    };
    expect(explanationText(found, 100, style)).toBe(
      [
        "Plan, for any values of the parameters",
        "  Hash Join                                       cost 900.5, 10 rows",
        "    (i.id = o.id)",
        "    Seq Scan on app.items i                       cost 800, 1 row",
        "      keeps (i.email = $1)",
        "    Index Scan using others_pkey on app.others o  cost 8, 1 row",
        "      (o.id = 3)",
        "",
        "Indexes it uses",
        "  app.others_pkey",
        "",
        "Read from end to end",
        "  app.items  about 50,000 rows",
        "    keeps (i.email = $1)",
        "",
        "What would help, for model/database.ts",
        "  schema app, indexes:  cost 900.5 becomes 16.1",
        '    { name: "items_email_idx", table: "items", keys: [{ column: "email" }] },',
      ].join("\n"),
    );
  });
});
