import { describe, expect, it } from "vitest";
import { checkSchedule } from "../../../model/check-schedule.ts";

describe("checkSchedule", () => {
  it.each([
    "0 3 * * *",
    "*/5 * * * *",
    "0 0 $ * *",
    "15,45 8-18/2 1-7 jan,JUL mon-fri",
    "0 0 * * 7",
    "  5 4\t* * *  ",
    "@hourly",
    "@reboot",
    "1 second",
    "59 seconds",
    "30 SECONDS",
  ])("takes %s", (schedule) => {
    expect(checkSchedule(schedule)).toBeUndefined();
  });

  const forms = "a schedule has five fields, as in 0 3 * * *, or is a number of seconds, as in 30 seconds";
  it.each([
    ["", `is empty: ${forms}`],
    ["0 3 * *", `"0 3 * *" has 4 fields: ${forms}`],
    ["daily", `"daily" has one field: ${forms}`],
    ["0 0 3 * * *", `"0 0 3 * * *" has 6 fields: ${forms}; pg_cron has none for seconds`],
    [
      "@Daily",
      '"@Daily" is none of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, @reboot, @restart',
    ],
    ["60 seconds", '"60 seconds": an interval is 1 to 59 seconds; every minute is * * * * *'],
    [
      "5 minutes",
      '"5 minutes" is no interval of pg_cron\'s, which are seconds alone: write minutes as */5 * * * *',
    ],
    ["60 * * * *", '"60 * * * *": minute 60: "60" is none of 0 to 59'],
    ["0 24 * * *", '"0 24 * * *": hour 24: "24" is none of 0 to 23'],
    ["0 0 0 * *", '"0 0 0 * *": day of the month 0: "0" is none of 1 to 31'],
    ["0 0 1 foo *", '"0 0 1 foo *": month foo: "foo" is none of 1 to 12 or jan to dec'],
    ["0 0 * * 8", '"0 0 * * 8": day of the week 8: "8" is none of 0 to 7 or sun to sat'],
    ["5/10 * * * *", '"5/10 * * * *": minute 5/10: a step needs a range, as in 5-59/10'],
    ["*/0 * * * *", '"*/0 * * * *": minute */0: step "0" is none of 1 to 59'],
    ["0 18-8 * * *", '"0 18-8 * * *": hour 18-8: 18-8 goes backwards'],
    ["0 $ * * *", '"0 $ * * *": $ is the last day of a month, and no hour'],
    ["0, * * * *", '"0, * * * *": minute 0,: a number is missing'],
    ["? * * * *", '"? * * * *": minute ?: "?" is neither a number nor a range'],
    ["99 99 * * *", '"99 99 * * *": minute 99: "99" is none of 0 to 59; hour 99: "99" is none of 0 to 23'],
  ])("says of %s what is wrong", (schedule, wrong) => {
    expect(checkSchedule(schedule)).toBe(wrong);
  });
});
