import type { PlannedResource } from "../../../policy/planned-resource.ts";
import { childrenByParent } from "../../offline/in-tree-order.ts";
import type { OfflinePlan } from "../../offline/offline-plan.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";
import { shortType } from "./short-type.ts";
import { toldInputs } from "./told-inputs.ts";
import { typeCounts } from "./type-counts.ts";
import { valueText } from "./value-text.ts";

export interface TreeOptions {
  /** Every input, in place of those that are looked for first. */
  readonly full: boolean;
  /** Of the terminal; longer lines are cut. @default whole lines */
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
  const told = full
    ? Object.keys(inputs)
    : (toldInputs[type] ?? []).filter((name) => Object.hasOwn(inputs, name));
  const room = columns === undefined ? undefined : Math.max(30, columns - indent);
  const text = (name: string, width: number | undefined) =>
    cut(valueText(inputs[name] ?? null, plainText), width, (shown) => coloured(shown, style));
  if (full)
    return told.map((name) => `${style.dim(`${name}:`)} ${text(name, room && room - name.length - 2)}`);
  const parts = told.map((name) => `${name} ${valueText(inputs[name] ?? null, plainText)}`);
  return packed(parts, room ?? readableWidth).map((line) => style.dim(line));
}

/** Parts in as few lines as they fit in, none broken unless it is too long alone. */
function packed(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + part.length <= width)
      lines[lines.length - 1] = `${last} · ${part}`;
    else lines.push(cut(part, width, (shown) => shown));
  }
  return lines;
}

function cut(text: string, width: number | undefined, colour: (shown: string) => string): string {
  if (width === undefined || text.length <= width) return colour(text);
  return `${colour(text.slice(0, Math.max(1, width - 1)))}…`;
}

function coloured(text: string, style: Styler): string {
  return text === "known later" || text === "secret" ? style.yellow(text) : text;
}

function notes(plan: OfflinePlan, { columns }: TreeOptions, style: Styler): string[] {
  const width = Math.min(columns ?? readableWidth, readableWidth);
  return plan.notes.flatMap((note) => wrapText(note, width).map((line) => style.dim(line)));
}

/** Colours come after a text is cut to its width. */
const plainText: Styler = Object.fromEntries(
  ["bold", "dim", "green", "yellow", "red", "cyan"].map((name) => [name, (text: string) => text]),
) as unknown as Styler;
