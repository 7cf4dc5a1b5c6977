import { inWords } from "../../configuration/amount.ts";
import { parameterGroups } from "../../configuration/parameter.ts";
import type { ComparedParameter } from "../../operations/doctor/configuration/compare-parameters.ts";
import type { ConfigurationReport } from "../../operations/doctor/configuration/configuration-report.ts";
import type { Styler } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

/** Wider lines are hard to read. */
const readableWidth = 100;
/** For a file or a pipe, which have no width of their own. */
const usualWidth = 80;

/** Every parameter with its value, what would change it, and why it is so; group by group. */
export function configTable(report: ConfigurationReport, columns: number | undefined, style: Styler): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  const groups = parameterGroups.flatMap((group) => {
    const parameters = report.parameters.filter((parameter) => parameter.group === group);
    if (parameters.length === 0) return [];
    const title = group.charAt(0).toUpperCase() + group.slice(1);
    return ["", style.bold(title), ...parameters.flatMap((parameter) => lines(parameter, width, style))];
  });
  return [...heading(report, width, style), ...groups, "", ...footing(report, width, style)].join("\n");
}

function heading({ settings, options, budget }: ConfigurationReport, width: number, style: Styler): string[] {
  const memory = inWords(options.size.memory);
  const all = `${inWords(budget.idle)} with all connections idle, ${inWords(budget.total)} if all of them sorted at once and every vacuum was in a large table`;
  return [
    style.bold(`PostgreSQL ${options.majorVersion}, computed from`),
    ...settings.map(
      ({ name, value, set }) =>
        `  ${name.padEnd(nameWidth - 2)}${value}${set ? "" : style.dim(" by default")}`,
    ),
    ...wrapText(`Of ${memory} of memory the server takes ${all}.`, width),
  ];
}

const nameWidth = 38;

function lines(
  { name, value, change, why, changedBy, running, difference }: ComparedParameter,
  width: number,
  style: Styler,
): string[] {
  const shown = value === "" ? "''" : value;
  const inLine = `  ${name.padEnd(nameWidth - 2)}${shown}`;
  const [left, below] = inLine.length <= width ? [inLine, []] : [`  ${name}`, [`    ${shown}`]];
  const by = `${changedBy.join(" ")}${change === "restart" ? " *" : ""}`.trim();
  const apart = width - left.length - by.length;
  const beside =
    apart >= 2 ? [left + " ".repeat(apart) + style.dim(by)] : [left, style.dim(by.padStart(width))];
  const first = [...(by === "" ? [left] : beside), ...below];
  const reason = wrapText(why, width - 4).map((line) => `    ${style.dim(line)}`);
  if (difference === undefined) return [...first, ...reason];
  const other = wrapText(`runs with ${running === "" ? "''" : running}: ${difference}`, width - 4);
  return [...first, ...reason, ...other.map((line) => `    ${style.yellow(line)}`)];
}

function footing({ parameters, compared }: ConfigurationReport, width: number, style: Styler): string[] {
  const legend = wrapText(
    "At the right, the settings (pgstack:...) that change a value; * a change restarts the server, the others are reloaded.",
    width,
  ).map((line) => style.dim(line));
  if (compared !== true)
    return [...legend, ...wrapText(`Not compared with a running server: ${compared}.`, width)];
  return [...legend, ...wrapText(summary(parameters), width).map((line) => style.bold(line))];
}

function summary(parameters: readonly ComparedParameter[]): string {
  const differing = parameters.filter(({ difference }) => difference !== undefined);
  if (differing.length === 0) return `The server runs with all ${parameters.length} of them.`;
  const names = differing.map(({ name }) => name).join(", ");
  const mend = differing.some(({ difference }) => difference === "changed by hand")
    ? "what was changed by hand stays until it is changed back."
    : "`npm run up` mends that.";
  return `The server has other values of ${names}; ${mend}`;
}
