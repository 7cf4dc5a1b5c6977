import { UserError } from "../../../errors/user-error.ts";
import { checkRecallGoal } from "../../../model/check-recall.ts";
import type { RecallGoal } from "../../../model/recall-goal.ts";
import { isFailure } from "../../../operations/index/recall/recall-verdict.ts";
import { surveyRecall } from "../../../operations/index/recall/survey-recall.ts";
import { ExitCode } from "../../exit-codes.ts";
import { recallJson } from "../../output/index/recall-json.ts";
import { recallTable } from "../../output/index/recall-table.ts";
import { openSpinner } from "../../output/spinner.ts";
import { styler } from "../../output/style.ts";
import { withAccess } from "../access/with-access.ts";

export interface RecallOptions extends Partial<Pick<RecallGoal, "k" | "atLeast" | "queries" | "seed">> {
  readonly stack: string;
  readonly json?: boolean | undefined;
}

/** Measures vector indexes and prints their curves; exit code 1 when a goal is not met. */
export async function recall(index: string | undefined, options: RecallOptions): Promise<void> {
  const goal = goalOf(options);
  const spinner = openSpinner(process.stderr);
  const surveyed = await withAccess(options.stack, (client, model) =>
    surveyRecall(client, model, { index, goal, report: (message) => spinner.show(message) }),
  ).finally(() => spinner.stop());
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ indexes: surveyed.map(recallJson) })}\n`
      : `${recallTable(surveyed, process.stdout.columns, styler(process.stdout))}\n`,
  );
  if (surveyed.some(isFailure)) process.exitCode = ExitCode.failed;
}

/**
 * What was asked for on the command line.
 * @throws UserError for what no index can be asked
 */
function goalOf({ k, atLeast, queries, seed }: RecallOptions): Partial<RecallGoal> {
  const given = Object.fromEntries(
    Object.entries({ k, atLeast, queries, seed }).filter(([, value]) => value !== undefined),
  );
  const mistakes = checkRecallGoal({ k: 10, atLeast: 0.95, ...given });
  if (mistakes.length === 0) return given;
  throw new UserError(mistakes.join("\n"), { where: "pgstack index recall", mend: "See --help." });
}
