import { describe, expect, it } from "vitest";
import { SourceText } from "../../../operations/migration-lint/source-text.ts";
import { inShort, lintTexts } from "./lint-text.ts";

describe("a syntax error", () => {
  it("is a finding with PostgreSQL's words", () => {
    const { findings } = lintTexts(["SELECT 'ü €';\nALTER TABLE customers\n  ADD COLUMN;\n"]);
    expect(findings).toEqual([
      {
        rule: "syntax-error",
        level: "error",
        file: "shop/0001_test.up.sql",
        line: 3,
        column: 13,
        what: 'syntax error at or near ";"',
        why: "PostgreSQL's own parser refuses it: the migration fails.",
        mend: "Mend what it names, or what stands before it.",
      },
    ]);
  });

  it.each([
    ["CREATE TABEL a ();", "1:8"],
    ["SELECT 1;\nSELECT 'abc", "2:8"],
    ["SELECT 1; /* abc", "1:11"],
    ["SELECT '👍';\n\nSELECT '👍' FROM;", "3:17"],
    ["SELECT (1", "1:10"],
    ["SELECT 'a\0b';", "1:10"],
  ])("%s", (text, place) => {
    expect(inShort(lintTexts([text]).findings)).toEqual([`syntax-error ${place}`]);
  });
});

describe("places", () => {
  it("are counted in characters as editors count them, whatever the encoding", () => {
    const text = "-- größe\nSELECT '👍€'; ALTER TABLE a ADD COLUMN é text, ADD COLUMN b char(2);";
    expect(inShort(lintTexts([text]).findings)).toEqual([
      `ban-char-field 2:${"SELECT '👍€'; ALTER TABLE a ADD COLUMN é text, ADD COLUMN b ".length + 1}`,
    ]);
  });

  it("are the file's, not those of the SQL with its variables filled in", () => {
    const text =
      "CREATE TABLE a (b vector({{ size }}), c vector({{size}}), d char(2));\nDROP TABLE {{ size }};";
    const { findings } = lintTexts([text.replace("DROP TABLE {{ size }}", "DROP TABLE t{{ size }}")], {
      variables: { size: 1536000 },
    });
    expect(inShort(findings)).toEqual([
      `ban-char-field 1:${text.indexOf("char(2)") + 1}`,
      "ban-drop-table 2:1",
    ]);
    const source = new SourceText(text, { size: 1536000 });
    const value = source.sql.indexOf("1536000", 30);
    expect(source.placeOfUnit(value)).toEqual({ line: 1, column: text.indexOf("{{size}}") + 1 });
    expect(source.placeOfUnit(value + 6)).toEqual({ line: 1, column: text.indexOf("{{size}}") + 1 });
    expect(source.placeOfUnit(value + 7)).toEqual({ line: 1, column: text.indexOf("{{size}}") + 9 });
    expect(source.placeOfUnit(source.sql.length - 1)).toEqual({ line: 2, column: 22 });
  });

  it("do not mind what strings, names and comments are made of", () => {
    const strange = String.fromCharCode(
      ...Array.from({ length: 31 }, (_, code) => code + 1),
      0x7f,
      0x2028,
      0xfeff,
    );
    const text = `SELECT 'a${strange}', E'\\\\"' AS "b${strange}\\"; /* c${strange} " \\ */ DROP TABLE a;`;
    const line = text.slice(0, text.indexOf("DROP")).split("\n");
    expect(inShort(lintTexts([text]).findings)).toEqual([
      `ban-drop-table ${line.length}:${(line.at(-1) ?? "").length + 1}`,
    ]);
  });

  it.each(["", "\n", ";;", "-- nothing", "-- no-transaction"])("are none in %j", (text) => {
    expect(lintTexts([text]).findings).toEqual([]);
  });

  it("do not mind how lines end", () => {
    expect(inShort(lintTexts(["SELECT 1;\r\nDROP TABLE\r\n  a;\r\n"]).findings)).toEqual([
      "ban-drop-table 2:1",
    ]);
    expect(lintTexts(["-- no-transaction\r\nVACUUM a;\r\n"]).findings).toEqual([]);
  });
});

it("names a variable that is not declared", () => {
  const { findings } = lintTexts(["SELECT 1;\nSELECT '{{ size }}';"]);
  expect(findings.map(({ rule, line, what }) => [rule, line, what])).toEqual([
    ["unknown-variable", 2, 'no variable "size" is declared'],
  ]);
});
