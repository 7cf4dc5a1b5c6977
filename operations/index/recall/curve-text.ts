import type { CurvePoint } from "./find-value.ts";

/** Width of a bar that is full. */
const fullBar = 20;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A recall curve as lines: value, recall, what is sure of all queries, time of a query, and a bar. */
export function curveText(parameter: string, curve: readonly CurvePoint[]): string[] {
  const width = Math.max(parameter.length, 6);
  const head = `${parameter.padStart(width)}  recall  for sure  ms a query`;
  return [
    head,
    ...curve.map(({ value, recall, atLeast, milliseconds }) =>
      [
        String(value).padStart(width),
        recall.toFixed(3).padStart(6),
        atLeast.toFixed(3).padStart(8),
        milliseconds.toFixed(1).padStart(10),
        bar(recall),
      ].join("  "),
    ),
  ];
}

/** A part of 1 as a bar, in eighths of a character. */
export function bar(part: number): string {
  const steps = Math.round(Math.min(1, Math.max(0, part)) * fullBar * 8);
  return "█".repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? "");
}
