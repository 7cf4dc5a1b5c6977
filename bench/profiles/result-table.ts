import Table from "cli-table3";
import type { Spread } from "../statistics.ts";
import type { Comparison } from "./compare.ts";

/** The cases of a scene, a line each. */
export function resultTable(comparisons: readonly Comparison[]): string {
  const table = new Table({
    head: [
      "case",
      "speed (spread)",
      "goal",
      "verdict",
      "CPU saved (spread)",
      "defaults /s",
      "profile /s",
      "others",
      "disk",
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, speed, goal, verdict, thrift, defaults, profile, others, waiting } of comparisons)
    table.push([
      name,
      ratio(speed),
      goal,
      verdict,
      ratio(thrift),
      rate(defaults),
      rate(profile),
      percent(others),
      percent(waiting),
    ]);
  return table.toString();
}

function ratio({ min, median, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)}-${max.toFixed(2)})`;
}

function rate({ median }: Spread): string {
  return median >= 100 ? String(Math.round(median)) : median.toPrecision(3);
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
