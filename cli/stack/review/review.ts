import { compareEstimates } from "../../../cost/compare-estimates.ts";
import type { MonthEstimate } from "../../../cost/estimate-month.ts";
import type { Plan } from "../../../policy/planned-resource.ts";
import type { ServerKind } from "../../../settings/settings.ts";
import { ExitCode } from "../../exit-codes.ts";
import type { ControlsReport } from "../../output/review/controls-section.ts";
import { faultsOf, type Review, reviewMarkdown } from "../../output/review/review-markdown.ts";
import { costReport } from "../cost.ts";
import { parityOf } from "../parity.ts";
import { productionOf } from "../production-of.ts";
import { planChanges } from "./plan-changes.ts";
import { readJson, textOf } from "./read-json.ts";

export interface ReviewOptions {
  /** Stack of this machine. */
  readonly dev: string;
  /** Stack of AWS. */
  readonly prod: string;
  readonly server?: ServerKind;
  /** Files with the text of previews, by stack. */
  readonly preview: Readonly<Record<string, string>>;
  /** Files with JSON of other verbs, about the change: one that is not there, or empty, stands against it. */
  readonly plan?: string;
  readonly controls?: string;
  /** The same of the branch that is merged into, which may have none. */
  readonly planBefore?: string;
  readonly costBefore?: string;
  readonly commit?: string;
  readonly json?: boolean;
}

/** Prints what a change does; exit code 1 for what stands against it. */
export function review(options: ReviewOptions): void {
  const composed = compose(options);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ faults: faultsOf(composed), ...composed }, null, 2)}\n`
      : reviewMarkdown(composed),
  );
  if (faultsOf(composed).length > 0) process.exitCode = ExitCode.failed;
}

function compose({ dev, prod, server, preview, commit, ...files }: ReviewOptions): Review {
  const cost = costReport(prod, productionOf(prod).production);
  const isPlan = ({ resources }: Partial<Plan>) => Array.isArray(resources);
  const plan = readJson<Plan>("--plan", files.plan, isPlan);
  const planBefore = readJson<Plan>("--plan-before", files.planBefore, isPlan);
  const before = readJson<MonthEstimate>("--cost-before", files.costBefore, ({ lines }) =>
    Array.isArray(lines),
  );
  const controls = readJson<ControlsReport>(
    "--controls",
    files.controls,
    ({ rules, failed }) => Array.isArray(rules) && typeof failed === "boolean",
  );
  const missing = [
    ...(files.plan !== undefined && plan === undefined ? ["the plan is missing"] : []),
    ...(files.controls !== undefined && controls === undefined ? ["the controls are missing"] : []),
  ];
  return {
    stack: prod,
    previews: Object.fromEntries(Object.entries(preview).map(([stack, file]) => [stack, textOf(file)])),
    ...(plan && { plan: planChanges(planBefore ?? { stack: prod, resources: [] }, plan) }),
    cost,
    ...(before && { costDifference: compareEstimates(before.lines, cost.lines) }),
    ...(controls && { controls }),
    parity: parityOf({ dev, prod, ...(server !== undefined && { server }) }),
    ...(missing.length > 0 && { missing }),
    ...(commit !== undefined && { commit }),
  };
}
