import { cents, type EstimateLine } from "./estimate-line.ts";
import { totalOf } from "./estimate-month.ts";

/** A line that costs more or less than before. */
export interface ChangedLine {
  readonly group: string;
  readonly item: string;
  /** US dollars a month; `undefined` where it was not there. */
  readonly before?: number;
  /** `undefined` where it is not there any more. */
  readonly after?: number;
  readonly change: number;
}

/** What a change of settings costs. */
export interface CostDifference {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** In the order of the lines, new ones where they stand, gone ones at the end. */
  readonly lines: readonly ChangedLine[];
}

type Line = Pick<EstimateLine, "group" | "item" | "monthly">;

/** Compares two estimates line by line, by group and item. */
export function compareEstimates(before: readonly Line[], after: readonly Line[]): CostDifference {
  const key = ({ group, item }: Line) => `${group} ${item}`;
  const old = new Map(before.map((each) => [key(each), each]));
  const current = new Set(after.map(key));
  const lines = [
    ...after.map((each): ChangedLine => {
      const was = old.get(key(each))?.monthly;
      return {
        group: each.group,
        item: each.item,
        ...(was !== undefined && { before: was }),
        after: each.monthly,
        change: cents(each.monthly - (was ?? 0)),
      };
    }),
    ...before
      .filter((each) => !current.has(key(each)))
      .map(({ group, item, monthly }): ChangedLine => ({ group, item, before: monthly, change: -monthly })),
  ].filter(({ change, before: was, after: is }) => change !== 0 || was === undefined || is === undefined);
  const sums = { before: totalOf(before), after: totalOf(after) };
  return { ...sums, change: cents(sums.after - sums.before), lines };
}
