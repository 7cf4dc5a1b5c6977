import { evaluate } from "../../policy/evaluate.ts";
import type { Exceptions } from "../../policy/exceptions.ts";
import type { Plan } from "../../policy/planned-resource.ts";
import { ExitCode } from "../exit-codes.ts";
import { controlsJson } from "../output/controls/controls-json.ts";
import { controlsReport } from "../output/controls/controls-report.ts";
import { openSpinner } from "../output/spinner.ts";
import { styler } from "../output/style.ts";

export interface ControlsOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** Where a stack's plan and its exceptions come from. */
export interface ControlsSource {
  planOf(stack: string): Promise<Plan>;
  exceptionsOf(stack: string): Exceptions;
}

/** Prints what each rule says; exit code 1 when a mandatory one fails or an exception is at fault. */
export async function controls({ stack, json }: ControlsOptions, source: ControlsSource): Promise<void> {
  const exceptions = source.exceptionsOf(stack);
  const report = evaluate(await planned(stack, source), exceptions);
  process.stdout.write(
    json
      ? `${JSON.stringify(controlsJson(report), null, 2)}\n`
      : `${controlsReport(report, process.stdout.columns, styler(process.stdout))}\n`,
  );
  if (report.failed) process.exitCode = ExitCode.failed;
}

/** The program takes seconds to run. */
async function planned(stack: string, source: ControlsSource): Promise<Plan> {
  const spinner = openSpinner(process.stderr);
  spinner.show(`planning stack ${stack} offline`);
  try {
    return await source.planOf(stack);
  } finally {
    spinner.stop();
  }
}
