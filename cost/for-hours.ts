import { cents, hoursOfMonth } from "./estimate-line.ts";
import { type MonthEstimate, totalOf } from "./estimate-month.ts";

/** A month's estimate for some hours: AWS counts disks, keys, alarms and dashboards by the hour, too. */
export function forHours(month: MonthEstimate, hours: number): MonthEstimate {
  const part = hours / hoursOfMonth;
  const lines = month.lines.map((line) => ({
    ...line,
    quantity: Number((line.quantity * part).toPrecision(4)),
    monthly: cents(line.monthly * part),
  }));
  return { ...month, lines, total: totalOf(lines) };
}
