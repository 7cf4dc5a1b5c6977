import { figure } from "./figure.ts";
import type { BenchResult } from "./measure.ts";

const width = 760;
const rowHeight = 64;
const top = 56;
const left = 220;
const right = 40;

/** Each figure with its spread, as a part of the most that it may be: one SVG, readable on light and on dark pages. */
export function chart(results: readonly BenchResult[]): string {
  const most = Math.max(1, ...results.map(({ limit }) => limit.found.max / limit.most)) * 1.1;
  const x = (part: number) => left + (part / most) * (width - left - right);
  const height = top + results.length * rowHeight + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    "<title>What was measured, as a part of the most that it may be</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(
      16,
      28,
      "What was measured, as a part of the most that it may be (shorter is better)",
      'font-weight="600"',
    ),
    ...ticks(most).map((tick) => axis(x(tick), `${Math.round(tick * 100)} %`, height)),
    ...results.map((result, at) => bar(result, top + at * rowHeight, x)),
    `<path d="M${x(1)} ${top - 8}V${height - 28}" stroke="#0969da" stroke-dasharray="3 3"/>`,
    "</svg>",
    "",
  ].join("\n");
}

function bar(
  { name, limit, projectMs, baselineMs }: BenchResult,
  y: number,
  x: (part: number) => number,
): string {
  const { what, most, found } = limit;
  const [least, median, greatest] = [found.min, found.median, found.max].map((value) => x(value / most)) as [
    number,
    number,
    number,
  ];
  const seconds = [projectMs, baselineMs].map((side) => `${figure(side.median / 1000)} s`).join(" against ");
  return [
    text(16, y + 20, escapeXml(name), 'font-weight="600"'),
    text(16, y + 38, seconds, 'fill="#57606a"'),
    `<rect x="${left}" y="${y + 6}" width="${median - left}" height="18" rx="3" fill="${found.median <= most ? "#2da44e" : "#cf222e"}"/>`,
    `<path d="M${least} ${y + 15}H${greatest}M${least} ${y + 10}v10M${greatest} ${y + 10}v10" stroke="#24292f"/>`,
    text(left, y + 40, escapeXml(`${figure(found.median)} ${what}, at most ${most}`), ""),
  ].join("\n");
}

function axis(at: number, tick: string, height: number): string {
  return `<path d="M${at} ${top - 8}V${height - 28}" stroke="#d0d7de"/>${text(at, height - 12, tick, 'fill="#57606a" text-anchor="middle"')}`;
}

/** Few enough for their labels to stand beside each other. */
function ticks(most: number): number[] {
  const step = [0.25, 0.5, 1, 2, 5].find((each) => most / each <= 10) ?? 10;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${content}</text>`;
}

function escapeXml(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
