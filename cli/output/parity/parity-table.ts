import type { ParityReport } from "../../../operations/parity/check-parity.ts";
import { type ParityItem, parityAreas } from "../../../operations/parity/parity-item.ts";
import type { Styler } from "../style.ts";
import { wrapText } from "../wrap-text.ts";

/** Wider lines are hard to read. */
const readableWidth = 100;
/** For a file or a pipe, which have no width of their own. */
const usualWidth = 80;

/** How a report is shown. */
export interface ParityStyle {
  /** Also what is the same. */
  readonly all: boolean;
  readonly columns: number | undefined;
  readonly style: Styler;
}

/** What differs first to last, area by area, with the reason; a line that sums it up. */
export function parityTable(
  { items, unusedExceptions }: ParityReport,
  title: string,
  { all, columns, style }: ParityStyle,
): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  const shown = items.filter(({ verdict }) => all || verdict !== "same");
  const areas = parityAreas.flatMap((area) => {
    const ofArea = items.filter((item) => item.area === area);
    const visible = shown.filter((item) => item.area === area);
    if (ofArea.length === 0) return [];
    const same = ofArea.filter(({ verdict }) => verdict === "same").length;
    return [
      heading(area, same, ofArea.length, width, style),
      ...visible.flatMap((item) => text(item, width, style)),
    ];
  });
  return [
    style.bold(title),
    "",
    ...areas,
    "",
    ...unusedExceptions.flatMap((name) =>
      wrapText(`The exception "${name}" allows nothing: there is no such difference.`, width).map(
        style.yellow,
      ),
    ),
    ...wrapText(summary(items), width).map(style.bold),
  ].join("\n");
}

function heading(area: string, same: number, of: number, width: number, style: Styler): string {
  const name = area.charAt(0).toUpperCase() + area.slice(1);
  const count = same === of ? `${of} the same` : `${same} of ${of} the same`;
  return style.bold(name) + style.dim(count.padStart(width - name.length));
}

function text({ name, dev, prod, verdict, why }: ParityItem, width: number, style: Styler): string[] {
  const marks = {
    same: style.green("same   "),
    nature: style.dim("expect "),
    allowed: style.yellow("allowed"),
    differs: style.red("differs"),
  };
  const values = dev === prod ? dev : `dev ${dev || "''"}, prod ${prod || "''"}`;
  const beside = width - 12 - name.length;
  const fits = values.length <= beside;
  const below = fits ? [] : wrapText(values, width - 10).map((line) => `          ${line}`);
  return [
    `  ${marks[verdict]} ${name}${fits ? `  ${values}` : ""}`,
    ...below,
    ...wrapText(why, width - 10).map((line) => style.dim(`          ${line}`)),
  ];
}

function summary(items: readonly ParityItem[]): string {
  const count = (verdict: ParityItem["verdict"]) => items.filter((item) => item.verdict === verdict).length;
  const rest = `${count("nature")} as the servers are, ${count("allowed")} allowed`;
  const differs = count("differs");
  if (differs === 0) return `dev is what prod is: ${count("same")} of ${items.length} the same, ${rest}.`;
  const names = items.filter(({ verdict }) => verdict === "differs").map(({ name }) => name);
  return `${differs} of ${items.length} differ: ${names.join(", ")}. Mend them, or allow them in pgstack:parityExceptions with a reason.`;
}
