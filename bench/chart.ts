import type { BenchResult } from "./measure.ts";
import type { Spread } from "./statistics.ts";

const width = 760;
const rowHeight = 64;
const top = 56;
const left = 220;
const right = 40;

/** Ratios with their spread and goals, as one SVG that is readable on light and on dark pages. */
export function chart(results: readonly BenchResult[]): string {
  const most = Math.max(2, ...results.flatMap(({ ratio, goal }) => [ratio.max, goal])) * 1.1;
  const x = (ratio: number) => left + (ratio / most) * (width - left - right);
  const height = top + results.length * rowHeight + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    "<title>Time of pgstack over the time of a baseline</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(16, 28, "Time over the baseline's (1 = equal, shorter is better)", 'font-weight="600"'),
    ...ticks(most).map((tick) => axis(x(tick), tick, height)),
    ...results.map((result, at) => bar(result, top + at * rowHeight, x)),
    "</svg>",
    "",
  ].join("\n");
}

function bar(
  { name, ratio, goal, projectMs, baselineMs }: BenchResult,
  y: number,
  x: (ratio: number) => number,
): string {
  const good = ratio.median <= goal;
  // Beside a bar that is too short for it.
  const inBar = x(ratio.median) - left > 45;
  return [
    text(16, y + 20, escapeXml(name), 'font-weight="600"'),
    text(16, y + 38, `${seconds(projectMs)} against ${seconds(baselineMs)}`, 'fill="#57606a"'),
    `<rect x="${left}" y="${y + 8}" width="${x(ratio.median) - left}" height="22" rx="3" fill="${good ? "#2da44e" : "#cf222e"}"/>`,
    `<path d="M${x(ratio.min)} ${y + 19}H${x(ratio.max)}M${x(ratio.min)} ${y + 14}v10M${x(ratio.max)} ${y + 14}v10" stroke="#24292f"/>`,
    `<path d="M${x(goal)} ${y + 2}v34" stroke="#0969da" stroke-dasharray="3 3"/>`,
    text(x(goal) + 4, y + 48, `goal ${goal}`, 'fill="#0969da"'),
    inBar
      ? text(left + 6, y + 24, ratio.median.toFixed(2), 'fill="#ffffff" font-weight="600"')
      : text(x(Math.max(ratio.max, goal)) + 8, y + 24, ratio.median.toPrecision(2), 'font-weight="600"'),
  ].join("\n");
}

function axis(at: number, tick: number, height: number): string {
  return `<path d="M${at} ${top - 8}V${height - 28}" stroke="#d0d7de"/>${text(at - 4, height - 12, String(tick), 'fill="#57606a"')}`;
}

/** Few enough for their labels to stand beside each other. */
function ticks(most: number): number[] {
  const step = [0.5, 1, 2, 5, 10, 20, 50].find((each) => most / each <= 12) ?? 100;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
}

function seconds({ median }: Spread): string {
  return `${(median / 1000).toFixed(2)} s`;
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${content}</text>`;
}

function escapeXml(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
