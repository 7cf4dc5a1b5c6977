import type { PlanNode } from "../../../operations/index/explain/plan-node.ts";
import type { Styler } from "../style.ts";

/** A plan as a tree: what each step does, on what, and what the planner expects or a run has seen. */
export function planLines(plan: PlanNode, style: Styler): string[] {
  const lines = linesOf(plan, 0);
  const width = Math.max(...lines.map(({ text }) => text.length));
  return lines.map(({ text, figures, dim }) =>
    dim ? style.dim(text) : `${text.padEnd(width)}  ${style.dim(figures)}`.trimEnd(),
  );
}

interface Line {
  readonly text: string;
  readonly figures: string;
  readonly dim: boolean;
}

function linesOf(node: PlanNode, depth: number): Line[] {
  const indent = "  ".repeat(depth + 1);
  const conditions = [
    node["Index Cond"],
    node["Hash Cond"],
    node["Merge Cond"],
    node["Join Filter"],
    node["Order By"] && `by ${node["Order By"]}`,
    node["Sort Key"] && `by ${node["Sort Key"].join(", ")}`,
    node.Filter && `keeps ${node.Filter}`,
  ].filter((condition) => condition !== undefined);
  return [
    { text: `${indent}${stepOf(node)}`, figures: figuresOf(node), dim: false },
    ...conditions.map((text) => ({ text: `${indent}  ${text}`, figures: "", dim: true })),
    ...(node.Plans ?? []).flatMap((child) => linesOf(child, depth + 1)),
  ];
}

function stepOf(node: PlanNode): string {
  const { Schema: schema, "Relation Name": table, Alias: alias, "Index Name": index } = node;
  const using = index === undefined ? "" : ` using ${index}`;
  const place = table === undefined ? "" : ` on ${schema === undefined ? "" : `${schema}.`}${table}`;
  return `${node["Node Type"]}${using}${place}${alias === undefined || alias === table ? "" : ` ${alias}`}`;
}

function figuresOf(node: PlanNode): string {
  const { "Actual Rows": rows, "Actual Loops": loops = 1, "Actual Total Time": time } = node;
  const count = (value: number) => {
    const whole = Math.round(value);
    return `${whole.toLocaleString("en-US")} ${whole === 1 ? "row" : "rows"}`;
  };
  if (rows === undefined || time === undefined)
    return `cost ${node["Total Cost"]}, ${count(node["Plan Rows"])}`;
  return `${(time * loops).toFixed(1)} ms, ${count(rows * loops)} of ${Math.round(node["Plan Rows"] * loops).toLocaleString("en-US")} expected`;
}
