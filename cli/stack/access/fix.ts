import type pg from "pg";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { checkAccess } from "../../../operations/access/check-access.ts";
import { fixAccess, type RepairResult } from "../../../operations/access/fix-access.ts";
import { planRepair, type RepairPlan } from "../../../operations/access/plan-repair.ts";
import { ExitCode } from "../../exit-codes.ts";
import { accessFindings } from "../../output/access/access-findings.ts";
import { repairPlan, repairResult } from "../../output/access/repair-text.ts";
import { findingJson, reportJson } from "../../output/access/report-json.ts";
import { styler } from "../../output/style.ts";
import { confirmFix } from "./confirm-fix.ts";
import { withAccess } from "./with-access.ts";

export interface FixOptions {
  readonly stack: string;
  /** Do not ask. */
  readonly yes?: boolean | undefined;
  /** Only show the statements. */
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Shows what is to be done, asks, does it in one transaction, and looks again; exit code 1 when something differs still. */
export async function fix(options: FixOptions): Promise<void> {
  await withAccess(options.stack, async (client, model) => {
    const before = await checkAccess(client, model);
    const plan = planRepair(before.findings);
    const { steps, left } = plan;
    const style = styler(process.stdout);
    if (!options.json)
      process.stdout.write(
        before.findings.length === 0
          ? `${accessFindings(before, process.stdout.columns, style)}\n`
          : planOf(plan, !options.dryRun),
      );
    if (options.dryRun) {
      if (options.json)
        process.stdout.write(`${JSON.stringify({ planned: steps, left: left.map(findingJson) })}\n`);
      return;
    }
    const result = steps.length === 0 ? undefined : await carryOut(client, model, options);
    const after = result?.after ?? before;
    if (options.json) {
      const { done = [], refused = [] } = result ?? {};
      process.stdout.write(`${JSON.stringify({ done, refused, ...reportJson(after) })}\n`);
    } else if (result !== undefined) {
      process.stdout.write(`${repairResult(result, steps, process.stdout.columns, style)}\n`);
    }
    if (after.findings.length > 0) process.exitCode = ExitCode.failed;
  });
}

async function carryOut(
  client: pg.Client,
  model: DatabaseModel,
  { stack, yes }: FixOptions,
): Promise<RepairResult> {
  await confirmFix(stack, yes);
  return fixAccess(client, model);
}

/** What is left is told once: in the plan where nothing is run, else after it was. */
function planOf({ steps, left }: RepairPlan, willRun: boolean): string {
  const told = { steps, left: willRun && steps.length > 0 ? [] : left };
  return `${repairPlan(told, process.stdout.columns, styler(process.stdout))}\n`;
}
