import type { PlannedResource } from "../../../policy/planned-resource.ts";
import { shortType } from "./short-type.ts";

/** Says which resources a Terraform plan lacks; empty when it has them all. */
export function leftOutText(leftOut: readonly PlannedResource[]): string {
  if (leftOut.length === 0) return "";
  const byType = [...Map.groupBy(leftOut, ({ type }) => shortType(type))]
    .map(([type, all]) => `${type} (${all.length})`)
    .sort();
  const [are, they] = leftOut.length === 1 ? ["resource has", "is"] : ["resources have", "are"];
  return `${leftOut.length} ${are} no type in Terraform and ${they} left out: ${byType.join(", ")}`;
}
