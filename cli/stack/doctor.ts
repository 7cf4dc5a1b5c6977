import { UserError } from "../../errors/user-error.ts";
import { examine } from "../../operations/doctor/examine.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import type { Settings } from "../../settings/settings.ts";
import { ExitCode } from "../exit-codes.ts";
import { findingsTable } from "../output/findings-table.ts";
import { styler } from "../output/style.ts";
import { foundPulumi } from "../pulumi/find-pulumi.ts";
import { stackLocks } from "../workspace/stack-locks.ts";

export interface DoctorOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** Examines the machine and prints what it found; exit code 1 when something keeps the stack from running. */
export async function doctor({ stack, json }: DoctorOptions): Promise<void> {
  const settings = settingsOf(stack);
  const findings = await examine({ settings, cli: await foundPulumi(), locks: stackLocks(stack) });
  process.stdout.write(
    json
      ? `${JSON.stringify(findings, null, 2)}\n`
      : `${findingsTable(findings, process.stdout.columns, styler(process.stdout))}\n`,
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
