import type { Blocker } from "../../sql/session/blocker.ts";
import { hideValues } from "../../sql/session/hide-values.ts";

/** How much of a statement is shown, in characters. */
const shown = 80;

/** Whom something waits for: `pid 123, mcp_app psql, idle in transaction for 4 min: SELECT … FROM orders`. */
export function blockerWords({ pid, role, application, state, seconds, query }: Blocker): string {
  if (pid === 0) return "a prepared transaction (see pg_prepared_xacts)";
  const who = [role, application].filter(Boolean).join(" ");
  const since = state === null || seconds === null ? state : `${state} for ${duration(seconds)}`;
  const text = hideValues(query ?? "")
    .replace(/\s+/g, " ")
    .trim();
  const statement = text.length > shown ? `${text.slice(0, shown - 1)}…` : text;
  return [[`pid ${pid}`, who, since].filter(Boolean).join(", "), statement].filter(Boolean).join(": ");
}

/** All of them; the last one's statement stands at the end. */
export function blockersWords(blockers: readonly Blocker[]): string {
  return blockers.map(blockerWords).join("; ");
}

/** A length of time in words: `12 s`, `4 min`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
