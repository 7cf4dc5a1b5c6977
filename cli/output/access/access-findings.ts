import type { AccessFinding, Severity } from "../../../operations/access/access-finding.ts";
import type { AccessReport } from "../../../operations/access/check-access.ts";
import { planRepair } from "../../../operations/access/plan-repair.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";

const readableWidth = 100;
const severityWidth = 8;
/** Names of objects that are told together. */
const namedObjects = 3;
/** Lines of one statement: `--json` has it whole. */
const longestStatement = 3;

/** What differs, what mends it below, and a line that sums it up. */
export function accessFindings(
  { findings, unseen }: AccessReport,
  columns: number | undefined,
  style: Styler,
): string {
  const width = Math.min(columns ?? readableWidth, readableWidth);
  const groups = [...Map.groupBy(findings, ({ key, fold }) => fold?.group ?? key).values()];
  const blocks = groups.map((group) => block(group, width, style));
  const hidden = unseen
    .flatMap((line) => wrapText(`Not seen: ${line}`, width))
    .map((line) => style.dim(line));
  return [...blocks, ...(blocks.length > 0 ? [""] : []), ...hidden, summary(findings, style)].join("\n");
}

function block(group: readonly AccessFinding[], width: number, style: Styler): string {
  const [first] = group;
  if (first === undefined) return "";
  const mark = colours(style)[first.severity](first.severity.padEnd(severityWidth));
  const indent = " ".repeat(severityWidth);
  const text = wrapText(first.what, width - severityWidth);
  return [
    `${mark}${style.bold(whereOf(group))}`,
    ...text.map((line) => indent + line),
    ...mendOf(group, width - severityWidth - 2).map((line) => `${indent}  ${style.cyan(line)}`),
  ].join("\n");
}

/** Objects that differ in the same way: how many, and the first of them. */
function whereOf(group: readonly AccessFinding[]): string {
  const [first] = group;
  if (first === undefined) return "";
  if (group.length === 1) return first.where;
  const names = group.slice(0, namedObjects).map(({ where }) => where.slice(where.lastIndexOf(".") + 1));
  const more = group.length > namedObjects ? ` and ${group.length - namedObjects} more` : "";
  return `${group.length} ${first.fold?.many ?? ""}: ${names.join(", ")}${more}`;
}

function mendOf(group: readonly AccessFinding[], width: number): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const statements = first.mender === "fix" ? planRepair(group).steps.map(({ sql }) => sql) : first.sql;
  const lines = statements.flatMap((sql) => shortened(wrapText(sql, width)));
  switch (first.mender) {
    case "fix":
      return lines;
    case "up":
      return ["`npx pgstack up --refresh` mends it."];
    case "superuser":
      return [
        ...wrapText("The server's superuser alone may mend it (docs/access-audit.md says how), by:", width),
        ...lines,
      ];
    case "hand":
      return lines.length === 0
        ? []
        : [...wrapText("Yours to decide; nothing does it for you:", width), ...lines];
  }
}

function shortened(lines: readonly string[]): string[] {
  return lines.length > longestStatement ? [...lines.slice(0, longestStatement), "…"] : [...lines];
}

function summary(findings: readonly AccessFinding[], style: Styler): string {
  if (findings.length === 0) return style.green("Access is as the model declares it.");
  const counts = (["high", "medium", "low"] as const)
    .map(
      (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const mended = findings.filter(({ mender }) => mender === "fix").length;
  const differences = `${findings.length} ${findings.length === 1 ? "difference" : "differences"}`;
  const way =
    mended === 0
      ? ""
      : ` \`npx pgstack access fix\` mends ${mended === findings.length ? (mended === 1 ? "it" : "all") : mended}.`;
  return style.bold(`${differences}: ${counts.join(", ")}.${way}`);
}

function colours(style: Styler): Readonly<Record<Severity, (text: string) => string>> {
  return { high: style.red, medium: style.yellow, low: style.dim };
}
