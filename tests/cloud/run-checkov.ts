import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonTool } from "./needs-python-tool.ts";

/** A check that ran: `<id> <address>`, such as `CKV_AWS_16 aws_db_instance.server`. */
export interface CheckovResult {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  readonly parsingErrors: readonly string[];
}

interface Check {
  readonly check_id: string;
  readonly resource: string;
}

interface Report {
  readonly results: {
    readonly passed_checks: readonly Check[];
    readonly failed_checks: readonly Check[];
    readonly skipped_checks: readonly Check[];
    readonly parsing_errors: readonly string[];
  };
}

/** Runs Checkov on a Terraform plan, with the checks it brings along and without the network. */
export async function runCheckov(plan: unknown): Promise<CheckovResult> {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-checkov-"));
  try {
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    const { stdout } = await promisify(execFile)(
      pythonTool("checkov"),
      [
        "-f",
        file,
        "--framework",
        "terraform_plan",
        "-o",
        "json",
        "--soft-fail",
        "--skip-download",
        "--compact",
      ],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, LOG_LEVEL: "ERROR" } },
    );
    const { results } = JSON.parse(stdout) as Report;
    const lines = (checks: readonly Check[]) =>
      checks.map(({ check_id, resource }) => `${check_id} ${resource}`).sort();
    return {
      passed: lines(results.passed_checks),
      failed: lines(results.failed_checks),
      skipped: lines(results.skipped_checks),
      parsingErrors: results.parsing_errors,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
