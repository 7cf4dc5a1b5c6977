import {
  type PlannedResource,
  type PlannedValue,
  secretValue,
  unknownValue,
} from "../../../policy/planned-resource.ts";
import { childrenByParent } from "../../offline/in-tree-order.ts";
import type { OfflinePlan } from "../../offline/offline-plan.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { brokenText } from "./broken-text.ts";
import { shortType } from "./short-type.ts";
import { toldInputs } from "./told-inputs.ts";
import { typeCounts } from "./type-counts.ts";
import { valueText } from "./value-text.ts";

export interface TreeOptions {
  /** Every input, in place of those that are looked for first. */
  readonly full: boolean;
  /** Of the terminal. @default lines as long as they are */
  readonly columns: number | undefined;
}

/** Remarks are read as text. */
const readableWidth = 100;

/** Every resource below its parent with its inputs, then how many there are of each type. */
export function planTree(plan: OfflinePlan, options: TreeOptions, style: Styler): string {
  const children = childrenByParent(plan.resources);
  const lines: string[] = [];
  const add = (resource: PlannedResource, before: string, below: string) => {
    const inner = children.get(resource.urn) ?? [];
    lines.push(`${style.dim(before)}${head(resource, style)}`);
    const rail = style.dim(`${below}${inner.length > 0 ? "│" : " "}   `);
    for (const line of inputLines(resource, options, below.length + 4, style)) lines.push(rail + line);
    for (const [at, child] of inner.entries()) {
      const last = at === inner.length - 1;
      add(child, `${below}${last ? "└─ " : "├─ "}`, `${below}${last ? "   " : "│  "}`);
    }
  };
  for (const root of children.get(undefined) ?? []) add(root, "", "");
  return [...lines, "", ...typeCounts(plan, style), ...notes(plan, options, style)].join("\n");
}

function head({ type, name, component, protect }: PlannedResource, style: Styler): string {
  const shown = component ? style.bold(name) : name;
  return [style.cyan(shortType(type)), shown, ...(protect ? [style.green("protected")] : [])].join("  ");
}

function inputLines(
  { type, inputs }: PlannedResource,
  { full, columns }: TreeOptions,
  indent: number,
  style: Styler,
): string[] {
  const room = Math.max(30, (columns ?? readableWidth + indent) - indent);
  if (full)
    return Object.entries(inputs).flatMap(([name, value]) =>
      wholeInput(name, value, columns === undefined ? undefined : room, style),
    );
  const told = (toldInputs[type] ?? []).filter((name) => Object.hasOwn(inputs, name));
  const parts = told.map((name) => `${name} ${valueText(inputs[name] ?? null)}`);
  return packed(parts, room).map((line) => style.dim(line));
}

/** An input with all of its value, in as many lines as it takes. */
function wholeInput(name: string, value: PlannedValue, width: number | undefined, style: Styler): string[] {
  const text = valueText(value);
  const shown = value === unknownValue || value === secretValue ? style.yellow(text) : text;
  if (width === undefined || name.length + 2 + text.length <= width)
    return [`${style.dim(`${name}:`)} ${shown}`];
  return [style.dim(`${name}:`), ...brokenText(text, width - 2).map((line) => `  ${line}`)];
}

/** Parts in as few lines as they fit in, none broken unless it is too long alone. */
function packed(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + part.length <= width)
      lines[lines.length - 1] = `${last} · ${part}`;
    else lines.push(cut(part, width));
  }
  return lines;
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;
}

function notes(plan: OfflinePlan, { columns }: TreeOptions, style: Styler): string[] {
  const width = Math.min(columns ?? readableWidth, readableWidth);
  return plan.notes.flatMap((note) => wrapText(note, width).map((line) => style.dim(line)));
}
