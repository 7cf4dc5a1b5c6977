import { describe, expect, it } from "vitest";
import { rules } from "../../../operations/migration-lint/rules.ts";
import { inShort, lintTexts } from "./lint-text.ts";
import { ruleCases } from "./rule-cases.ts";

describe.each(ruleCases)("$rule: $fires", ({ rule, fires, at: [line, column], what, sql, clean }) => {
  const { level, why } = rules.find(({ name }) => name === rule) ?? {};

  it("is found where it is, with what to do", () => {
    const { findings, suppressed } = lintTexts([fires]);
    expect(findings).toEqual([
      {
        rule,
        level,
        file: "shop/0001_test.up.sql",
        line,
        column,
        what,
        why,
        mend: expect.stringMatching(/^[A-Z].*[.?]$/s),
        ...(sql === undefined ? {} : { sql }),
      },
    ]);
    expect(suppressed).toEqual([]);
  });

  it(`is not found in: ${clean}`, () => {
    expect(lintTexts([clean]).findings).toEqual([]);
  });

  it("can be allowed above its statement", () => {
    const lines = fires.split("\n");
    const above = statementLine(lines, line);
    const allowed = lines.toSpliced(above - 1, 0, `-- pgstack-lint-ignore ${rule}: in a test`);
    const { findings, suppressed } = lintTexts([allowed.join("\n")]);
    expect(findings).toEqual([]);
    expect(suppressed.map((finding) => [finding.rule, finding.line, finding.reason])).toEqual([
      [rule, line + 1, "in a test"],
    ]);
  });
});

/** The line that the statement with this line begins on: lines of a statement are indented, but for the bracket at its end. */
function statementLine(lines: readonly string[], line: number): number {
  let first = line;
  while (/^[ )]/.test(lines[first - 1] ?? "")) first--;
  return first;
}

it("each has a case, a name of its own, and words that are sentences", () => {
  const names = rules.map(({ name }) => name);
  // A type changes only on a table that an earlier file made: see known-schema.test.ts.
  const cases = [...ruleCases.map(({ rule }) => rule), "rechecking-constraint"];
  expect([...new Set(cases)].sort()).toEqual(names);
  expect(names).toEqual([...names].sort());
  for (const { why } of rules) expect(why).toMatch(/^[A-Z].*\.$/s);
});

it("forward-only rules say nothing about a rollback, the others do", () => {
  for (const { rule, fires, at } of ruleCases) {
    const { upOnly = false } = rules.find(({ name }) => name === rule) ?? {};
    const found = inShort(lintTexts([fires], { direction: "down" }).findings);
    expect([fires, found]).toEqual([fires, upOnly ? [] : [`${rule} ${at.join(":")}`]]);
  }
});
