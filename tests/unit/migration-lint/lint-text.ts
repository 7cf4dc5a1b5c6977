import type { LintFinding, SuppressedFinding } from "../../../operations/migration-lint/finding.ts";
import { KnownSchema } from "../../../operations/migration-lint/known-schema.ts";
import { lintFile } from "../../../operations/migration-lint/lint-file.ts";
import { SourceText } from "../../../operations/migration-lint/source-text.ts";

/** How files of a test are judged. */
export interface TextOptions {
  readonly direction?: "up" | "down";
  readonly declaredIndexes?: readonly string[];
  readonly variables?: Readonly<Record<string, string | number>>;
}

/** Judges files, one after the other, as migrations of schema `shop`. */
export function lintTexts(
  texts: readonly string[],
  { direction = "up", declaredIndexes = ["declared_idx"], variables = {} }: TextOptions = {},
): { findings: LintFinding[]; suppressed: SuppressedFinding[] } {
  let known = new KnownSchema("shop");
  const findings: LintFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const [index, text] of texts.entries()) {
    known = known.atNextFile();
    const report = lintFile({
      schema: "shop",
      direction,
      declaredIndexes: new Set(declaredIndexes),
      file: `shop/000${index + 1}_test.${direction}.sql`,
      source: new SourceText(text, variables),
      known,
    });
    findings.push(...report.findings);
    suppressed.push(...report.suppressed);
  }
  return { findings, suppressed };
}

/** Each finding in short: `rule line:column`. */
export function inShort(findings: readonly LintFinding[]): string[] {
  return findings.map(({ rule, line, column }) => `${rule} ${line}:${column}`);
}
