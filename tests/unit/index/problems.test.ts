import { describe, expect, it } from "vitest";
import { indexList } from "../../../cli/output/index/index-list.ts";
import { styler } from "../../../cli/output/style.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { findProblems } from "../../../operations/index/list/find-problems.ts";
import type { ListedFacts } from "../../../operations/index/list/listed-facts.ts";
import { foldParts, type ListedIndex } from "../../../operations/index/list/listed-index.ts";
import { plainShape } from "../../../operations/index/preflight/plain-shape.ts";
import { chooseIndexes } from "../../../operations/index/reindex/choose-indexes.ts";
import { isBloated } from "../../../operations/index/reindex/is-bloated.ts";
import { table } from "./index-facts.ts";

/** An index of app.items that somebody declared, valid and used. */
function listed(
  name: string,
  changes: Partial<ListedIndex> = {},
  index: Partial<IndexDefinition> = {},
): ListedIndex {
  const keys = index.keys ?? [{ column: name }];
  return {
    schema: "app",
    table: "items",
    name,
    shape: plainShape({ name, table: "items", ...index, keys }),
    constraint: null,
    valid: true,
    partitioned: false,
    parent: null,
    size: 1024 ** 2,
    scans: 5,
    tableRows: 1_200,
    definition: `CREATE INDEX ${name} ON app.items USING ${index.method ?? "btree"} (${keys.map(({ column }) => column).join(", ")})`,
    phase: null,
    done: null,
    origin: "declared",
    parts: 0,
    ...changes,
  };
}

function problems(indexes: readonly ListedIndex[], changes: Partial<ListedFacts> = {}): string[] {
  const facts = { indexes, foreignKeys: [], schemas: [], statisticsDays: 30, unusedAfterDays: 7, ...changes };
  return findProblems(facts).map(({ problem, name, run, model }) =>
    [problem, name, run ?? model].filter(Boolean).join(" "),
  );
}

describe("what is the matter", () => {
  it("is nothing where all are valid, used and different", () => {
    expect(problems([listed("a"), listed("b")])).toEqual([]);
  });

  it("is told by its weight, each index once", () => {
    const indexes = [
      listed("unused", { scans: 0, origin: "hand" }),
      listed("twin", { origin: "hand", scans: 0 }, { keys: [{ column: "a" }] }),
      listed("a"),
      listed("narrow", {}, { keys: [{ column: "w" }] }),
      listed("wide", {}, { keys: [{ column: "w" }, { column: "x" }] }),
      listed("broken", { valid: false }),
      listed("by_hand", { valid: false, origin: "hand" }),
      listed("a_ccnew", { valid: false, origin: "hand" }),
      listed("in_work", { valid: false, phase: "building index: loading tuples", done: 0.5 }),
    ];
    const schemas = [{ name: "app", indexes: [{ name: "lost", table: "items", keys: [{ column: "l" }] }] }];
    const foreignKeys = [
      { schema: "app", table: "items", name: "items_ref_fkey", columns: ["ref"], references: "app.r" },
    ];
    expect(problems(indexes, { schemas, foreignKeys })).toEqual([
      "invalid broken npx pgstack up --refresh",
      "invalid by_hand npx pgstack index reindex app.by_hand",
      'leftover a_ccnew DROP INDEX CONCURRENTLY "app"."a_ccnew"',
      "missing lost npx pgstack up --refresh",
      'foreign-key items_ref_fkey { name: "items_ref_idx", table: "items", keys: [{ column: "ref" }] },',
      'duplicate twin DROP INDEX CONCURRENTLY "app"."twin"',
      "covered narrow",
      'unused unused DROP INDEX CONCURRENTLY "app"."unused"',
    ]);
  });

  it("is not that a constraint's index is not scanned, or a unique or a small one, or that counting has just begun", () => {
    const idle = { scans: 0 };
    expect(
      problems([
        listed("a", { ...idle, constraint: "p" }),
        listed("b", idle, { unique: true }),
        listed("c", { ...idle, size: 16_384 }),
      ]),
    ).toEqual([]);
    expect(problems([listed("a", idle)], { statisticsDays: 6.9 })).toEqual([]);
    expect(problems([listed("a", idle)], { statisticsDays: 7 })).toEqual(["unused a"]);
  });

  it("is never that an INVALID index serves a foreign key", () => {
    const foreignKeys = [{ schema: "app", table: "items", name: "k", columns: ["a"], references: "app.r" }];
    expect(problems([listed("a")], { foreignKeys })).toEqual([]);
    expect(problems([listed("a", { valid: false })], { foreignKeys })).toHaveLength(2);
  });
});

describe("parts of a partitioned table's index", () => {
  const whole = listed("whole", { partitioned: true, size: 0, scans: 0 });
  const part = (name: string, changes: Partial<ListedIndex> = {}) =>
    listed(name, { table: name, parent: "whole", size: 100, scans: 2, ...changes });

  it("are told with the whole, unless they are INVALID", () => {
    const rows = [whole, part("p1"), part("p2"), part("p3", { valid: false })];
    expect(foldParts(rows).map(({ name, parts, size, scans }) => ({ name, parts, size, scans }))).toEqual([
      { name: "whole", parts: 3, size: 300, scans: 6 },
      { name: "p3", parts: 0, size: 100, scans: 2 },
    ]);
  });

  it("are built anew in place of the whole", () => {
    const rows = [whole, part("p1"), part("p2")];
    const { targets } = chooseIndexes(rows, { by: "name", name: "whole" }, () => false);
    expect(targets.map(({ name }) => name)).toEqual(["p1", "p2"]);
  });
});

describe("what is built anew", () => {
  const rows = [
    listed("a"),
    listed("a_ccnew", { valid: false }),
    listed("b", { valid: false }),
    listed("x", { constraint: "x" }),
    listed("a", { schema: "other" }),
  ];
  const chosen = (choice: Parameters<typeof chooseIndexes>[1]) => {
    const { leftovers, targets, skipped } = chooseIndexes(rows, choice, ({ name }) => name === "a");
    const names = (list: readonly ListedIndex[] | typeof leftovers) =>
      list.map(({ schema, name }) => `${schema}.${name}`);
    return { leftovers: names(leftovers), targets: names(targets), skipped: names(skipped) };
  };

  it.each([
    [
      { by: "name", name: "b" },
      { leftovers: [], targets: ["app.b"], skipped: [] },
    ],
    [
      { by: "name", name: "other.a" },
      { leftovers: [], targets: ["other.a"], skipped: [] },
    ],
    [
      { by: "name", name: "a_ccnew" },
      { leftovers: ["app.a_ccnew"], targets: [], skipped: [] },
    ],
    [{ by: "invalid" }, { leftovers: ["app.a_ccnew"], targets: ["app.b"], skipped: [] }],
    [{ by: "bloated" }, { leftovers: [], targets: ["app.a", "other.a"], skipped: [] }],
    [
      { by: "all" },
      { leftovers: ["app.a_ccnew"], targets: ["app.a", "app.b", "other.a"], skipped: ["app.x"] },
    ],
  ] as const)("%o", (choice, expected) => {
    expect(chosen(choice)).toEqual(expected);
  });

  it.each([
    ["a", "there are 2 indexes called a\n  Name its schema: app.a or other.a."],
    ["nosuch", "there is no index nosuch in the declared schemas\n  npx pgstack index list shows them all."],
    [
      "x",
      "app.x belongs to an exclusion constraint, which PostgreSQL cannot build anew concurrently\n  With nobody writing to the table: REINDEX INDEX app.x;",
    ],
  ])("is refused for %s", (name, message) => {
    expect(() => chosen({ by: "name", name })).toThrow(`name: ${message}`);
  });

  it("is what is twice as large as its rows call for, and worth it", () => {
    const facts = table({ rows: 100_000 });
    const bloat = (size: number, index: Partial<IndexDefinition> = { keys: [{ column: "id" }] }) =>
      isBloated(listed("i", { size }, index), facts);
    expect(bloat(5 * 1024 ** 2)).toBe(true);
    expect(bloat(4 * 1024 ** 2)).toBe(false);
    expect(bloat(5 * 1024 ** 2, { keys: [{ expression: "lower(email)" }] })).toBe(false);
    expect(bloat(5 * 1024 ** 2, { keys: [{ column: "id" }], method: "hash" })).toBe(false);
  });
});

describe("the list", () => {
  const style = styler({ isTTY: false } as NodeJS.WriteStream);

  it("has a block for each table, then what is the matter, then a line that sums it up", () => {
    const indexes = [
      listed("items_a_idx", {}, { keys: [{ column: "a" }] }),
      listed(
        "items_pkey",
        { constraint: "p", origin: "constraint", scans: 12_034 },
        { keys: [{ column: "id" }], unique: true },
      ),
      listed("new_idx", {
        table: "others",
        valid: false,
        phase: "building index",
        done: 0.43,
        tableRows: null,
      }),
    ];
    const foreignKeys = [{ schema: "app", table: "items", name: "k", columns: ["ref"], references: "app.r" }];
    const findings = findProblems({
      indexes,
      foreignKeys,
      schemas: [],
      statisticsDays: 0,
      unusedAfterDays: 7,
    });
    expect(indexList({ indexes, findings, statisticsDays: 0 }, 100, style)).toBe(
      [
        "app.items  about 1,200 rows",
        "  items_a_idx  btree (a)         1 MB       5 scans  declared    valid",
        "  items_pkey   primary key (id)  1 MB  12,034 scans  constraint  valid",
        "",
        "app.others  never analysed",
        "  new_idx      btree (new_idx)   1 MB       5 scans  declared    building index 43 %",
        "",
        "no index foreign key k of app.items",
        "  no index begins with (ref): each DELETE from app.r, and each join along the key, reads all of",
        "  app.items",
        "  Add to the indexes of schema app in model/database.ts:",
        '    { name: "items_ref_idx", table: "items", keys: [{ column: "ref" }] },',
        "",
        "3 indexes, 3 MB; 1 foreign key without an index.",
      ].join("\n"),
    );
  });

  it("says that nothing is the matter", () => {
    expect(indexList({ indexes: [listed("a")], findings: [], statisticsDays: 0 }, 100, style)).toMatch(
      /\n\n1 index, 1 MB\. Nothing is the matter with them\.$/,
    );
  });
});
