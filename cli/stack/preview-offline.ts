import { planOffline } from "../offline/plan-offline.ts";
import { terraformPlan } from "../offline/terraform/terraform-plan.ts";
import { leftOutText } from "../output/offline/left-out.ts";
import { planTree } from "../output/offline/plan-tree.ts";
import { styler } from "../output/style.ts";
import { wrapText } from "../output/wrap-text.ts";

export interface PreviewOfflineOptions {
  readonly stack: string;
  readonly json?: boolean;
  /** Every input of every resource. */
  readonly full?: boolean;
  readonly format?: "terraform";
}

/** Lists what a stack declares, asking nobody. */
export async function previewOffline({ stack, json, full, format }: PreviewOfflineOptions): Promise<void> {
  const plan = await planOffline(stack);
  if (format === "terraform") {
    const written = terraformPlan(plan);
    process.stdout.write(`${JSON.stringify(written.json, undefined, 2)}\n`);
    const left = leftOutText(written.leftOut);
    if (left !== "") process.stderr.write(`${wrapText(left, 100).join("\n  ")}\n`);
  } else if (json) process.stdout.write(`${JSON.stringify(plan, undefined, 2)}\n`);
  else {
    const { isTTY, columns } = process.stdout;
    const options = { full: full ?? false, columns: isTTY ? columns : undefined };
    process.stdout.write(`${planTree(plan, options, styler(process.stdout))}\n`);
  }
}
