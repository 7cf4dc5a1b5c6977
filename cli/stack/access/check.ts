import { checkAccess } from "../../../operations/access/check-access.ts";
import { ExitCode } from "../../exit-codes.ts";
import { accessFindings } from "../../output/access/access-findings.ts";
import { reportJson } from "../../output/access/report-json.ts";
import { styler } from "../../output/style.ts";
import { withAccess } from "./with-access.ts";

export interface CheckOptions {
  readonly stack: string;
  readonly json?: boolean | undefined;
}

/** Prints how the server differs from the model; exit code 1 when it does. */
export async function check({ stack, json }: CheckOptions): Promise<void> {
  const report = await withAccess(stack, checkAccess);
  process.stdout.write(
    json
      ? `${JSON.stringify(reportJson(report))}\n`
      : `${accessFindings(report, process.stdout.columns, styler(process.stdout))}\n`,
  );
  if (report.findings.length > 0) process.exitCode = ExitCode.failed;
}
