import type { Plan } from "../../../policy/planned-resource.ts";
import type { Styler } from "../style.ts";
import { shortType } from "./short-type.ts";

/** How many resources there are of each type, most first, and how many in all. */
export function typeCounts({ stack, resources }: Plan, style: Styler): string[] {
  const made = resources.filter(({ component, type }) => !component && !type.startsWith("pulumi:providers:"));
  const byType = [...Map.groupBy(made, ({ type }) => shortType(type))].map(
    ([type, all]) => [type, all.length] as const,
  );
  byType.sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1));
  const width = String(byType[0]?.[1] ?? 0).length;
  const components = resources.filter(({ component, parent }) => component && parent !== undefined).length;
  const guarded = made.filter(({ protect }) => protect).length;
  return [
    ...byType.map(([type, count]) => `${String(count).padStart(width)}  ${type}`),
    "",
    style.bold(
      `Stack ${stack} declares ${amount(made.length, "resource")} in ${amount(components, "component")}` +
        `${guarded === 0 ? "" : `, ${guarded} of them protected`}.`,
    ),
    style.dim("Nothing was asked of the cloud: what is there already, and what it decides, is not known."),
  ];
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
