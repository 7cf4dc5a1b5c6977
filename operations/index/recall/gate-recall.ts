import type { ClientBase } from "pg";
import type { RecallGoal } from "../../../model/recall-goal.ts";
import type { CurvePoint } from "./find-value.ts";
import { type MeasureRecallOptions, measureRecall, type RecallReport } from "./measure-recall.ts";
import { recallUnmet } from "./recall-unmet.ts";
import { valuesOf } from "./vector-index.ts";

export interface GateRecallOptions extends Omit<MeasureRecallOptions, "also"> {
  /** Values that the model gives to roles by hand, by role: they stay as they are, and are measured too. @default none */
  readonly byHand?: Readonly<Record<string, number>>;
}

/** What the gate found, as it is kept. */
export interface RecallFound {
  readonly parameter: string;
  /** The smallest value that meets the goal; where nothing was measured, the least that would have been tried. */
  readonly value: number;
  readonly measured: boolean;
  /** What was found, or why nothing was, in words. */
  readonly summary: string;
  /** Mean recall at the value; 0 where nothing was measured. */
  readonly recall: number;
  readonly curve: readonly CurvePoint[];
  readonly notes: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly incarnation: string;
}

/**
 * Finds the smallest value that meets an index's goal. An index with too few rows is left at pgvector's own value.
 * @throws UserError with the curve when no value meets it
 */
export async function gateRecall(
  client: ClientBase,
  { byHand = {}, ...options }: GateRecallOptions,
): Promise<RecallFound> {
  const { goal } = options;
  const also = [...new Set(Object.values(byHand))];
  const report = await measureRecall(client, { ...options, also });
  const { index, parameter, rows, curve, unmeasured } = report;
  const measured = unmeasured === "";
  if (measured && report.value === undefined) throw recallUnmet(report, goal);
  const value = report.value ?? valuesOf(index, goal.k).least;
  const point = curve.find((each) => each.value === value);
  return {
    parameter,
    value,
    measured,
    summary: measured ? summaryOf(report, point) : `not measured: ${unmeasured}; ${parameter} stays ${value}`,
    recall: point?.recall ?? 0,
    curve,
    notes: measured ? notesOn(report, goal, byHand) : [],
    rows,
    bytes: Number(index.bytes),
    incarnation: index.incarnation,
  };
}

function summaryOf({ parameter, queries, rows }: RecallReport, point: CurvePoint | undefined): string {
  if (point === undefined) return "";
  const { value, recall, atLeast } = point;
  return `${parameter} ${value} finds ${recall.toFixed(3)}, ${atLeast.toFixed(3)} for sure (${queries} queries, ${rows.toLocaleString("en")} rows)`;
}

/** Where a role that the model gives a value of its own does not meet the goal by it. */
function notesOn(
  { parameter, curve, value: needed }: RecallReport,
  { k, atLeast }: Pick<RecallGoal, "k" | "atLeast">,
  byHand: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(byHand).flatMap(([role, value]) => {
    const point = curve.find((each) => each.value === value);
    if (point === undefined || point.atLeast >= atLeast) return [];
    return [
      `role ${role} keeps ${parameter} = ${value}, which the model sets: it finds ${point.recall.toFixed(3)} of the ${k} nearest rows, ${point.atLeast.toFixed(3)} for sure; ${needed} would meet ${atLeast}`,
    ];
  });
}
