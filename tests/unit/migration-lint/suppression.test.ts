import { describe, expect, it } from "vitest";
import { inShort, lintTexts } from "./lint-text.ts";

const drop = "ALTER TABLE customers DROP COLUMN fax;";
const found = (text: string) => {
  const { findings, suppressed } = lintTexts([text]);
  return {
    findings: findings.map(({ rule, line, column, what, mend }) => [rule, line, column, what, mend]),
    allowed: suppressed.map(({ rule, reason }) => [rule, reason]),
  };
};

describe("a comment that allows a rule", () => {
  it("allows several, above a statement of several lines, with other comments between", () => {
    const text = [
      "-- pgstack-lint-ignore ban-drop-column, adding-not-nullable-field: version 12 runs everywhere: see R7",
      "-- Fax machines are gone.",
      "",
      "/* really */ ALTER TABLE customers",
      "  ALTER COLUMN phone SET NOT NULL,",
      "  DROP COLUMN fax;",
    ].join("\n");
    expect(found(text)).toEqual({
      findings: [],
      allowed: [
        ["adding-not-nullable-field", "version 12 runs everywhere: see R7"],
        ["ban-drop-column", "version 12 runs everywhere: see R7"],
      ],
    });
  });

  it("allows nothing of the statement after", () => {
    const text = `-- pgstack-lint-ignore ban-drop-column: unused\n${drop}\n${drop}`;
    expect(inShort(lintTexts([text]).findings)).toEqual(["ban-drop-column 3:1"]);
  });

  it.each(["-- pgstack-lint-ignore ban-drop-column", "-- pgstack-lint-ignore ban-drop-column:  "])(
    "needs a reason: %s",
    (comment) => {
      expect(found(`${comment}\n${drop}`).findings.map(([rule, line, , what]) => [rule, line, what])).toEqual(
        [
          ["ignore-without-reason", 1, "no reason is given"],
          ["ban-drop-column", 2, "column fax of customers is dropped"],
        ],
      );
    },
  );

  it("names a rule that exists, and is told the nearest", () => {
    expect(found(`-- pgstack-lint-ignore ban-drop-colum: unused\n${drop}`).findings[0]).toEqual([
      "ignore-unknown-rule",
      1,
      1,
      "there is no rule ban-drop-colum",
      "Did you mean ban-drop-column?",
    ]);
    expect(found(`-- pgstack-lint-ignore everything: unused\n${drop}`).findings[0]).toEqual([
      "ignore-unknown-rule",
      1,
      1,
      "there is no rule everything",
      "docs/migration-lint.md lists the rules, and this is how it is written: -- pgstack-lint-ignore ban-drop-column: unused since version 12",
    ]);
    expect(found(`-- pgstack-lint-ignore: unused\n${drop}`).findings[0]?.slice(0, 4)).toEqual([
      "ignore-unknown-rule",
      1,
      1,
      "no rule is named",
    ]);
  });

  it("allows something that is there", () => {
    expect(found(`SELECT 1;\n-- pgstack-lint-ignore ban-drop-table: unused\n${drop}`).findings).toEqual([
      [
        "unused-ignore",
        2,
        1,
        "ban-drop-table is allowed, and the statement below does not break it",
        "Remove the comment.",
      ],
      ["ban-drop-column", 3, 1, "column fax of customers is dropped", expect.any(String)],
    ]);
  });

  it.each([
    `${drop}\n-- pgstack-lint-ignore ban-drop-column: unused`,
    "ALTER TABLE customers\n-- pgstack-lint-ignore ban-drop-column: unused\nDROP COLUMN fax;",
  ])("stands above a statement: %s", (text) => {
    expect(inShort(lintTexts([text]).findings).sort()).toEqual(["ban-drop-column 1:1", "unused-ignore 2:1"]);
  });

  it("is a comment of its own: the same words in a string or between stars allow nothing", () => {
    const text = `SELECT '\n-- pgstack-lint-ignore ban-drop-column: unused\n';\n/* -- pgstack-lint-ignore ban-drop-column: unused */\n${drop}`;
    expect(inShort(lintTexts([text]).findings)).toEqual(["ban-drop-column 5:1"]);
  });

  it("allows no syntax error", () => {
    const text = "-- pgstack-lint-ignore syntax-error: as it is\nALTER TABLE;";
    expect(inShort(lintTexts([text]).findings)).toEqual(["syntax-error 2:12"]);
  });
});
