import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allRules } from "../../policy/all-rules.ts";
import { controlsWithoutRule } from "../../policy/controls-without-rule.ts";
import { projectRoot } from "../../settings/paths.ts";

const text = readFileSync(join(projectRoot, "docs/controls.md"), "utf8");

/** The rows of the table below a heading, as cells. */
function rowsBelow(heading: string): string[][] {
  const section = text.slice(text.indexOf(`\n## ${heading}\n`)).split("\n## ", 2)[1] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("docs/controls.md", () => {
  it("lists every rule as it is, in the order of the report", () => {
    expect(rowsBelow("Rules")).toEqual(
      allRules.map(({ id, controls, severity, title }) => [
        `\`${id}\``,
        controls.map((control) => control.id).join(", ") || "own",
        severity,
        title,
      ]),
    );
  });

  it("lists the controls without a rule, by the reason", () => {
    const groups = Map.groupBy(controlsWithoutRule, ({ reason }) => reason);
    expect(rowsBelow("Controls without a rule")).toEqual(
      [...groups].map(([reason, of]) => [of.map(({ id }) => id).join(", "), reason]),
    );
  });
});
