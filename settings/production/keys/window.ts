import type { Problem, ReadableKey } from "../../keys/setting-key.ts";
import { type DayWindow, parseDayWindow, parseWeekWindow, windowMinutes } from "../windows.ts";

/** AWS takes half an hour at least, and a day at most (API reference of RDS, CreateDBInstance, 2026-11-28). */
const shortest = 30;
const longest = 24 * 60 - 1;

export const backupWindow = windowKey("backupWindow", parseDayWindow, {
  form: "not hh:mm-hh:mm",
  allowed: "a window of half an hour or more in UTC, such as 03:00-04:00",
});

export const maintenanceWindow = windowKey("maintenanceWindow", parseWeekWindow, {
  form: "not ddd:hh:mm-ddd:hh:mm",
  allowed: "a window of half an hour or more in UTC, such as sun:04:00-sun:05:00",
});

function windowKey(
  name: string,
  parse: (text: string) => DayWindow | undefined,
  { form, allowed }: { form: string; allowed: string },
): ReadableKey<string> {
  return {
    name,
    allowed,
    parse(text) {
      const window = parse(text);
      const problem = window === undefined ? { problem: form } : lengthProblem(windowMinutes(window));
      // RDS makes it lower case: upper case would be a difference for ever.
      return problem ?? { value: text.toLowerCase() };
    },
  };
}

function lengthProblem(minutes: number): Problem | undefined {
  if (minutes < shortest) return { problem: `${minutes} minutes long, and AWS takes ${shortest} or more` };
  return minutes > longest ? { problem: "longer than a day" } : undefined;
}
