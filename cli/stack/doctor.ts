import Table from "cli-table3";
import { UserError } from "../../errors/user-error.ts";
import { examine } from "../../operations/doctor/examine.ts";
import type { Finding } from "../../operations/doctor/finding.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import type { Settings } from "../../settings/settings.ts";
import { ExitCode } from "../exit-codes.ts";
import { type Styler, styler } from "../output/style.ts";
import { foundPulumi } from "../pulumi/find-pulumi.ts";

export interface DoctorOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** Examines the machine and prints what it found; exit code 1 when something keeps the stack from running. */
export async function doctor({ stack, json }: DoctorOptions): Promise<void> {
  const findings = await examine({ settings: settingsOf(stack), cli: await foundPulumi() });
  process.stdout.write(
    json ? `${JSON.stringify(findings, null, 2)}\n` : `${table(findings, styler(process.stdout))}\n`,
  );
  if (findings.some(({ level }) => level === "fail")) process.exitCode = ExitCode.failed;
}

function settingsOf(stack: string): Settings | Error {
  try {
    return readSettings(stack, readStackFile(stack));
  } catch (error) {
    if (UserError.isInstance(error)) return error;
    throw error;
  }
}

function table(findings: readonly Finding[], style: Styler): string {
  const marks = { ok: style.green("ok"), warn: style.yellow("warn"), fail: style.red("fail") };
  const nameWidth = Math.max(...findings.map(({ name }) => name.length));
  const width = Math.max(40, (process.stdout.columns ?? 100) - nameWidth - 12);
  const lines = new Table({
    chars: borderless,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    colWidths: [6, nameWidth + 2, width],
    wordWrap: true,
  });
  for (const { name, level, found, mend } of findings) {
    lines.push([marks[level], name, mend === undefined ? found : `${found}\n${style.cyan(mend)}`]);
  }
  return lines.toString();
}

const borderless = Object.fromEntries(
  [
    "top",
    "top-mid",
    "top-left",
    "top-right",
    "bottom",
    "bottom-mid",
    "bottom-left",
    "bottom-right",
    "left",
    "left-mid",
    "mid",
    "mid-mid",
    "right",
    "right-mid",
    "middle",
  ].map((place) => [place, ""]),
);
