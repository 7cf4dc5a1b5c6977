import type { CostDifference } from "../../../cost/compare-estimates.ts";
import type { ParityResult } from "../../stack/parity.ts";
import type { PlanChanges } from "../../stack/review/plan-changes.ts";
import type { CostReport } from "../cost/cost-table.ts";
import { type ControlsReport, controlsSection } from "./controls-section.ts";
import { costSection } from "./cost-section.ts";
import { code } from "./markdown.ts";
import { paritySection } from "./parity-section.ts";
import { planSection } from "./plan-section.ts";
import { previewSection } from "./preview-section.ts";

/** By which a workflow finds the comment that it updates. */
export const reviewMarker = "<!-- pgstack review -->";

/** What is said of a change; each part is absent where it was not asked for. */
export interface Review {
  readonly stack: string;
  /** Text of previews by stack. */
  readonly previews: Readonly<Record<string, string | undefined>>;
  readonly plan?: PlanChanges;
  readonly cost: CostReport;
  readonly costDifference?: CostDifference;
  readonly controls?: ControlsReport;
  readonly parity: ParityResult;
  /** What was asked for and is not there, such as `the plan is missing`: nobody has looked at it. */
  readonly missing?: readonly string[];
  readonly commit?: string;
}

/** One comment of a pull request. */
export function reviewMarkdown(review: Review): string {
  const { stack, previews, plan, cost, costDifference, controls, parity, commit } = review;
  const faults = faultsOf(review);
  return `${[
    reviewMarker,
    faults.length === 0
      ? "## pgstack: nothing stands against this change"
      : `## pgstack: ${faults.join(", ")}`,
    ...Object.entries(previews).map(([name, text]) => previewSection(name, text)),
    ...(plan === undefined ? [] : [planSection(stack, plan)]),
    costSection(cost, costDifference),
    ...(controls === undefined ? [] : [controlsSection(controls)]),
    paritySection(parity),
    ...(commit === undefined ? [] : [`<sub>of ${code(commit)}</sub>`]),
  ].join("\n\n")}\n`;
}

/** What keeps a change from being merged. */
export function faultsOf({
  cost,
  controls,
  parity,
  missing = [],
}: Pick<Review, "cost" | "controls" | "parity" | "missing">): string[] {
  return [
    ...missing,
    ...(cost.total > cost.budget ? ["above the budget"] : []),
    ...(controls?.failed ? ["a mandatory control fails"] : []),
    ...(parity.differences > 0 ? ["dev and prod differ"] : []),
  ];
}
