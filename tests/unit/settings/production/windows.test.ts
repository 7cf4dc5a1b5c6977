import { describe, expect, it } from "vitest";
import {
  overlap,
  parseDayWindow,
  parseWeekWindow,
  windowMinutes,
} from "../../../../settings/production/windows.ts";

describe("windowMinutes", () => {
  it.each([
    ["03:00-04:00", 60],
    ["23:30-00:30", 60],
    ["00:00-23:59", 1439],
    ["03:00-03:00", 1440],
  ])("of %s is %i", (text, minutes) => {
    const window = parseDayWindow(text);
    expect(window && windowMinutes(window)).toBe(minutes);
  });

  it.each([
    ["sun:04:00-sun:05:00", 60],
    ["sun:23:30-mon:00:30", 60],
    ["sat:23:00-sun:01:00", 120],
    ["Mon:00:00-Mon:00:30", 30],
  ])("of %s is %i", (text, minutes) => {
    const window = parseWeekWindow(text);
    expect(window && windowMinutes(window)).toBe(minutes);
  });

  it.each(["3:00-4:00", "03:00", "24:00-25:00", "03:60-04:00", "03:00-04:00 ", ""])(
    "has none of %j",
    (text) => {
      expect(parseDayWindow(text)).toBeUndefined();
    },
  );

  it.each(["sun:04:00", "son:04:00-son:05:00", "sun:4:00-sun:5:00", "sunday:04:00-sunday:05:00"])(
    "has none of %j",
    (text) => {
      expect(parseWeekWindow(text)).toBeUndefined();
    },
  );
});

describe("overlap", () => {
  it.each([
    ["03:00-04:00", "sun:04:00-sun:05:00", false],
    ["03:00-04:00", "sun:02:00-sun:03:00", false],
    ["03:00-04:00", "sun:03:59-sun:05:00", true],
    ["03:00-04:00", "sun:02:00-sun:03:01", true],
    ["03:00-04:00", "sun:02:00-sun:06:00", true],
    ["23:30-00:30", "mon:00:29-mon:01:00", true],
    ["23:30-00:30", "mon:00:30-mon:01:00", false],
    ["23:30-00:30", "sun:23:00-sun:23:30", false],
    ["23:30-00:30", "sun:23:00-mon:00:00", true],
    ["00:00-00:30", "sun:23:30-mon:00:01", true],
    ["00:00-00:30", "sun:23:30-mon:00:00", false],
    ["12:00-13:00", "sun:23:30-mon:12:01", true],
    ["12:00-13:00", "sun:13:00-mon:12:00", false],
  ])("of %s and %s: %s", (daily, weekly, expected) => {
    const day = parseDayWindow(daily);
    const week = parseWeekWindow(weekly);
    expect(day && week && overlap(day, week)).toBe(expected);
  });
});
