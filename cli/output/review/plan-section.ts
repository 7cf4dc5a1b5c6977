import type { PlannedResource, PlannedValue } from "../../../policy/planned-resource.ts";
import type { PlanChanges } from "../../stack/review/plan-changes.ts";
import { code, details, table } from "./markdown.ts";

/** Rows that a comment has room for. */
const most = 60;

/** What is declared other than before: from the program alone, without an account. */
export function planSection(stack: string, changes: PlanChanges): string {
  const { added, removed, changed } = changes;
  const counts = [
    ...(added.length > 0 ? [`${added.length} new`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(removed.length > 0 ? [`${removed.length} gone`] : []),
  ];
  const rows = [
    ...removed.map((resource) => row("**gone**", resource)),
    ...changed.flatMap(({ resource, inputs }) =>
      inputs.map(({ input, before, after }) =>
        row("changed", resource, `${code(input)}: ${shown(before)} → ${shown(after)}`),
      ),
    ),
    ...added.map((resource) => row("new", resource)),
  ];
  const body = table(["", "resource", "type", "what"], rows.slice(0, most));
  const rest = rows.length > most ? `\n\nand ${rows.length - most} more` : "";
  return [
    `### ${stack}, declared: ${counts.length === 0 ? "nothing changes" : counts.join(", ")}`,
    ...(rows.length === 0 ? [] : [details(`${rows.length} lines`, `${body}${rest}`)]),
  ].join("\n\n");
}

function row(what: string, { name, type }: PlannedResource, how = ""): string[] {
  return [what, code(name), code(type), how];
}

function shown(value: PlannedValue | undefined): string {
  if (value === undefined) return "none";
  return code(typeof value === "string" ? value : JSON.stringify(value));
}
