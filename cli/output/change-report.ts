import type { ChangeFile } from "../../operations/online-change/change-files.ts";
import type { Styler } from "./style.ts";

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
  const count = `${files.length} migrations ${dryRun ? "for" : "written to"} migrations/${schema}/`;
  const lines = [style.bold(title), count, ""];
  for (const { label, does, lock, application } of files) {
    lines.push(`  ${style.cyan(label)}`, `    ${does}`, `    ${style.dim(`lock: ${lock}`)}`);
    if (application !== undefined) lines.push(`    ${style.green(`the application ${application}`)}`);
  }
  if (warnings.length > 0) lines.push("");
  for (const warning of warnings) lines.push(`  ${style.yellow("!")} ${warning}`);
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
