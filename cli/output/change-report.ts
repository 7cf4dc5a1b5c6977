import type { ChangeFile } from "../../operations/online-change/change-files.ts";
import type { Styler } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

/** Wider lines are hard to read. */
const readableWidth = 100;

/** What is said about the migrations of a change. */
export interface ChangeReport {
  readonly schema: string;
  readonly title: string;
  readonly files: readonly ChangeFile[];
  readonly warnings: readonly string[];
  /** Nothing was written: the files are printed instead. */
  readonly dryRun: boolean;
}

/** Each migration with its lock, when the application follows, and what to look out for. */
export function changeReport(report: ChangeReport, style: Styler): string {
  const { schema, title, files, warnings, dryRun } = report;
  const noun = files.length === 1 ? "migration" : "migrations";
  const count = `${files.length} ${noun} ${dryRun ? "for" : "written to"} migrations/${schema}/, each with its lock`;
  const lines = [style.bold(title), count, ""];
  const width = Math.max(...files.map(({ label }) => label.length));
  const below = " ".repeat(width + 4);
  for (const { label, does, lock, application } of files) {
    lines.push(`  ${style.cyan(label.padEnd(width))}  ${does}`, `${below}${style.dim(lock)}`);
    if (application !== undefined) {
      const text = wrapText(`the application ${application}`, readableWidth - below.length);
      lines.push(...text.map((line) => `${below}${style.green(line)}`));
    }
  }
  if (warnings.length > 0) lines.push("");
  for (const warning of warnings) {
    const [first = "", ...rest] = wrapText(warning, readableWidth - 4);
    lines.push(`  ${style.yellow("!")} ${first}`, ...rest.map((line) => `    ${line}`));
  }
  if (dryRun) {
    for (const { label, up, down } of files) {
      for (const [direction, sql] of [
        ["up", up],
        ["down", down],
      ]) {
        lines.push("", style.bold(`migrations/${schema}/${label}.${direction}.sql`), (sql ?? "").trimEnd());
      }
    }
  } else {
    lines.push("", ...next(files));
  }
  return `${lines.join("\n")}\n`;
}

/** A drop that waits for the application is held back; everything before it may run at once. */
function next(files: readonly ChangeFile[]): string[] {
  const last = files.at(-1);
  if (last?.application === undefined) return ["Next: npx pgstack up applies them, while clients go on."];
  return [
    `Next: bring all but ${last.label} to the database, deploy the application, then the last one.`,
    "Both its files in a commit of their own, with that deployment, are the simplest way.",
  ];
}
