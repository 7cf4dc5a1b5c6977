import { describe, expect, it } from "vitest";
import { lintReport } from "../../../cli/output/lint-report.ts";
import type { Styler } from "../../../cli/output/style.ts";
import type { LintFinding } from "../../../operations/migration-lint/finding.ts";
import type { LintReport } from "../../../operations/migration-lint/lint-migrations.ts";

const plain = (text: string) => text;
const style: Styler = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain, cyan: plain };

const finding: LintFinding = {
  rule: "prefer-text-field",
  level: "warning",
  file: "shop/0002_b.up.sql",
  line: 2,
  column: 3,
  what: "column b has type varchar(40)",
  why: "A length is hard to change.",
  mend: "Use text.",
  sql: "b text CHECK (length(b) <= 40)",
};
const files = [
  { file: "shop/0001_a.up.sql", lines: ["SELECT 1;"] },
  { file: "shop/0002_b.up.sql", lines: ["CREATE TABLE a (", "  b varchar(40)", ");"] },
];
const shown = (report: Partial<LintReport>, all = false, columns = 80) =>
  lintReport({ files, lists: [], findings: [], suppressed: [], ...report }, { all, columns, style }).split(
    "\n",
  );

describe("lintReport", () => {
  it("shows the line, a caret, what, why and what to do, and counts", () => {
    const error = {
      ...finding,
      rule: "other",
      level: "error",
      line: 1,
      column: 1,
      what: "it is bad",
    } as const;
    expect(shown({ findings: [finding, error] })).toEqual([
      "shop/0002_b.up.sql",
      "",
      "  error other at 1:1",
      "   1 │ CREATE TABLE a (",
      "     │ ^",
      "      It is bad.",
      "      A length is hard to change.",
      "      Use text.",
      "        b text CHECK (length(b) <= 40)",
      "",
      "  warning prefer-text-field at 2:3",
      "   2 │   b varchar(40)",
      "     │   ^",
      "      Column b has type varchar(40).",
      "      A length is hard to change.",
      "      Use text.",
      "        b text CHECK (length(b) <= 40)",
      "",
      "1 error and 1 warning in 2 files.",
      "docs/migration-lint.md explains each rule, and how to allow what is meant to be.",
    ]);
  });

  it("shows what is allowed when it is asked to, with the reason alone", () => {
    const suppressed = [{ ...finding, reason: "as it was" }];
    expect(shown({ suppressed })).toEqual(["Nothing found in 2 files, 1 allowed."]);
    expect(shown({ suppressed }, true)).toEqual([
      "shop/0002_b.up.sql",
      "",
      "  allowed prefer-text-field at 2:3",
      "   2 │   b varchar(40)",
      "     │   ^",
      "      Column b has type varchar(40).",
      "      A length is hard to change.",
      "      Allowed: as it was",
      "",
      "Nothing found in 2 files, 1 allowed.",
    ]);
  });

  it("shows no line of a folder, and leaves a name as it is", () => {
    const { sql: _sql, ...bare } = finding;
    const misplaced = { ...bare, file: "shop/", line: 1, column: 1, what: "readme.txt does not belong here" };
    expect(shown({ findings: [misplaced] }).slice(0, 4)).toEqual([
      "shop/",
      "",
      "  warning prefer-text-field",
      "      readme.txt does not belong here.",
    ]);
  });

  it.each([1, 60, 100, 150, 200])("keeps the caret under character %i of a line that is cut", (column) => {
    const text = Array.from({ length: 200 }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
    const long = [{ file: finding.file, lines: [text] }];
    const lines = shown({ files: long, findings: [{ ...finding, line: 1, column }] });
    const [source = "", caret = ""] = [lines[3], lines[4]];
    expect(source.length).toBeLessThanOrEqual(80);
    expect(source[caret.indexOf("^")]).toBe(text[column - 1]);
    expect(source.startsWith("   1 │ …")).toBe(column > 40);
    expect(source.endsWith("…")).toBe(column < 160);
  });

  it.each([60, 80, 100])("keeps sentences within %i columns", (columns) => {
    const wordy = { ...finding, what: "word ".repeat(60).trim(), why: "word ".repeat(60).trim() };
    for (const line of shown({ findings: [wordy] }, false, columns)) {
      expect(line.length).toBeLessThanOrEqual(columns);
    }
  });
});
