import { duration } from "./engine-text.ts";
import type { RunReport } from "./progress.ts";
import type { Styler } from "./style.ts";

/** `28 created, 1 updated in 9.8 s`, or that nothing changed. */
export function changesLine(
  { changes }: Pick<RunReport, "changes">,
  milliseconds: number,
  style: Styler,
): string {
  const parts = [...changes].map(([done, count]) => `${count} ${done}`);
  const what = parts.length === 0 ? "nothing changed" : parts.join(", ");
  return `${style.bold(what)} ${style.dim(`in ${duration(milliseconds)}`)}`;
}
