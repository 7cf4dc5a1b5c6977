import type { Comparison } from "./compare.ts";

const width = 760;
const rowHeight = 44;
const top = 64;
const left = 300;
const right = 40;

/** Speed over the defaults', with spread and goals, as one SVG that is readable on light and on dark pages. */
export function chart(comparisons: readonly Comparison[]): string {
  const most = Math.max(2, ...comparisons.map(({ speed }) => speed.max)) * 1.05;
  const x = (ratio: number) => left + (ratio / most) * (width - left - right);
  const height = top + comparisons.length * rowHeight + 36;
  const ticks = Array.from({ length: Math.floor(most * 2) + 1 }, (_, step) => step / 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13">`,
    "<title>Speed of the computed profiles over PostgreSQL's defaults</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(16, 28, "Speed over the defaults' (1 = equal, longer is better)", 'font-weight="600"'),
    ...ticks.map((tick) => axis(x(tick), tick, height)),
    ...comparisons.map((comparison, at) => bar(comparison, top + at * rowHeight, x)),
    "</svg>",
    "",
  ].join("\n");
}

function bar({ name, speed, goal }: Comparison, y: number, x: (ratio: number) => number): string {
  const middle = y + 15;
  return [
    text(16, y + 20, name),
    `<rect x="${left}" y="${y + 4}" width="${x(speed.median) - left}" height="22" rx="3" fill="${speed.median >= goal ? "#2da44e" : "#cf222e"}"/>`,
    `<path d="M${x(speed.min)} ${middle}H${x(speed.max)}M${x(speed.min)} ${y + 10}v10M${x(speed.max)} ${y + 10}v10" stroke="#24292f"/>`,
    `<path d="M${x(goal)} ${y}v30" stroke="#0969da" stroke-dasharray="3 3"/>`,
    text(left + 6, y + 20, speed.median.toFixed(2), 'fill="#ffffff" font-weight="600"'),
  ].join("\n");
}

function axis(at: number, tick: number, height: number): string {
  return `<path d="M${at} ${top - 8}V${height - 28}" stroke="#d0d7de"/>${text(at - 4, height - 12, String(tick), 'fill="#57606a"')}`;
}

function text(x: number, y: number, content: string, attributes = ""): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}" ${attributes}>${escaped}</text>`;
}
