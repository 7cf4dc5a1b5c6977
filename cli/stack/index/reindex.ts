import { UserError } from "../../../errors/user-error.ts";
import type { ReindexChoice } from "../../../operations/index/reindex/choose-indexes.ts";
import {
  planReindex,
  reindexIndexes,
  reindexStatements,
} from "../../../operations/index/reindex/reindex-indexes.ts";
import { ExitCode } from "../../exit-codes.ts";
import { progressLine, reindexPlan, reindexSummary, resultLine } from "../../output/index/reindex-text.ts";
import { openSpinner } from "../../output/spinner.ts";
import { styler } from "../../output/style.ts";
import { stoppable } from "../migrate/with-schemas.ts";
import { withIndexes } from "./with-indexes.ts";

export interface ReindexOptions {
  readonly stack: string;
  readonly invalid?: boolean | undefined;
  readonly bloated?: boolean | undefined;
  readonly all?: boolean | undefined;
  /** Only show the statements. */
  readonly dryRun?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Builds indexes anew and says what came of it; exit code 1 when one could not be. */
export async function reindex(name: string | undefined, options: ReindexOptions): Promise<void> {
  const choice = choiceOf(name, options);
  const { stack, dryRun, json } = options;
  await stoppable("the rebuild under way was cancelled, and the index is as it was", (signal) =>
    withIndexes(stack, async ({ client, connection, model, outputs }) => {
      const schemas = model.schemas.map((schema) => schema.name);
      const plan = await planReindex(client, schemas, choice);
      const style = styler(process.stdout);
      if (dryRun) {
        const statements = reindexStatements(plan);
        const skipped = plan.skipped.map((row) => `${row.schema}.${row.name}`);
        process.stdout.write(
          json
            ? `${JSON.stringify({ statements, skipped })}\n`
            : `${reindexPlan(statements, skipped, style)}\n`,
        );
        return;
      }
      const spinner = openSpinner(process.stderr);
      const report = await reindexIndexes(client, plan, {
        schemas,
        connection,
        // The connections of an embedded server take turns: nobody could watch.
        watched: outputs.server.kind !== "embedded",
        signal,
        onProgress: (index, sight) => spinner.show(progressLine(index, sight)),
        onDone: (result) => spinner.print(resultLine(result, styler(process.stderr))),
      }).finally(() => spinner.stop());
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${reindexSummary(report, style)}\n`);
      const failed = report.results.some(({ did }) => did === "failed");
      if (failed || report.changed.length > 0) process.exitCode = ExitCode.failed;
    }),
  );
}

/** @throws UserError unless exactly one way of choosing is given */
function choiceOf(name: string | undefined, { invalid, bloated, all }: ReindexOptions): ReindexChoice {
  const choices: ReindexChoice[] = [
    ...(name === undefined ? [] : [{ by: "name" as const, name }]),
    ...(invalid ? [{ by: "invalid" as const }] : []),
    ...(bloated ? [{ by: "bloated" as const }] : []),
    ...(all ? [{ by: "all" as const }] : []),
  ];
  const [choice, other] = choices;
  if (choice !== undefined && other === undefined) return choice;
  throw new UserError(choice === undefined ? "nothing says which indexes" : "one way of choosing at a time", {
    where: "index reindex",
    mend: "Give a name, or one of --invalid, --bloated and --all.",
  });
}
