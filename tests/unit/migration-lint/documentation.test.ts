import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../../operations/migration-lint/rules.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { lintTexts } from "./lint-text.ts";

const text = readFileSync(join(projectRoot, "docs", "migration-lint.md"), "utf8");
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section]),
);
const declaredIndexes = ["orders_customer_id_created_at_idx"];

/** The migrations of an example: a comment with a file's name begins one. */
function filesOf(example: string): string[] {
  const files = example.split(/^-- \d{4}_\w+\.up\.sql\n/m);
  return files.length === 1 ? files : files.slice(1);
}

/** The first of these blocks is wrong, the second right. */
function examplesOf(section: string): string[] {
  return [...section.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, example = ""]) => example);
}

it("documents every rule, in the order of the register, and no other", () => {
  expect([...sections.keys()]).toEqual(rules.map(({ name }) => name));
});

describe.each(rules)("$name", ({ name, level, why, upOnly }) => {
  const section = sections.get(name) ?? "";
  const [wrong = "", right = ""] = examplesOf(section);

  it("is documented with its level and its reason", () => {
    const heading = `${level === "error" ? "Error" : "Warning"}${upOnly ? ", forward only" : ""}. ${why}`;
    expect(section.replaceAll(/\s+/g, " ")).toContain(heading.replaceAll(/\s+/g, " "));
    expect(examplesOf(section)).toHaveLength(2);
  });

  it("is the one rule that its wrong example breaks", () => {
    const { findings } = lintTexts(filesOf(wrong), { declaredIndexes });
    expect(findings.map(({ rule }) => rule)).toEqual([name]);
  });

  it("is not broken by its right example, and no other is", () => {
    expect(lintTexts(filesOf(right), { declaredIndexes }).findings).toEqual([]);
  });
});
