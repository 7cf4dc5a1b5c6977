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
      "over bare (spread)",
      "CPU saved (spread)",
      "bare /s",
      "defaults /s",
      "profile /s",
      "others",
      "disk",
      "huge pages",
    ],
    style: { head: [], border: [], compact: true },
  });
  for (const each of comparisons) {
    const { name, speed, speedOverBare, goal, verdict, thrift, bare, defaults, profile } = each;
    table.push([
      name,
      ratio(speed),
      goal,
      verdict,
      ratio(speedOverBare),
      ratio(thrift),
      rate(bare),
      rate(defaults),
      rate(profile),
      percent(each.others),
      percent(each.waiting),
      each.hugePages ? "yes" : "no",
    ]);
  }
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
