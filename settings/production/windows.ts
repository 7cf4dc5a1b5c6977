/** A span that comes again, in minutes from the start of the cycle: a day's, or a week's that begins on Monday. */
export interface DayWindow {
  readonly start: number;
  readonly end: number;
  /** Minutes after which it comes again. */
  readonly cycle: number;
}

const day = 24 * 60;
const week = 7 * day;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const dayForm = new RegExp(`^(?<from>${time})-(?<to>${time})$`);
const weekForm = new RegExp(`^(?<fromDay>[a-z]{3}):(?<from>${time})-(?<toDay>[a-z]{3}):(?<to>${time})$`);

/** `23:30-00:30`, which comes every day; `undefined` for another text. */
export function parseDayWindow(text: string): DayWindow | undefined {
  const { from, to } = dayForm.exec(text)?.groups ?? {};
  if (from === undefined || to === undefined) return undefined;
  return { start: minutesOf(from), end: minutesOf(to), cycle: day };
}

/** `sun:23:30-mon:00:30`, which comes every week; `undefined` for another text. */
export function parseWeekWindow(text: string): DayWindow | undefined {
  const { fromDay = "", from, toDay = "", to } = weekForm.exec(text.toLowerCase())?.groups ?? {};
  if (from === undefined || to === undefined || !days.includes(fromDay) || !days.includes(toDay))
    return undefined;
  return {
    start: days.indexOf(fromDay) * day + minutesOf(from),
    end: days.indexOf(toDay) * day + minutesOf(to),
    cycle: week,
  };
}

/** How long a window is, across midnight and the end of the week. One that ends as it begins is as long as its cycle. */
export function windowMinutes({ start, end, cycle }: DayWindow): number {
  return (end - start + cycle) % cycle || cycle;
}

/** Whether a daily window and a weekly one have a minute in common. One may begin in the minute in which the other ends. */
export function overlap(daily: DayWindow, weekly: DayWindow): boolean {
  // The daily one of the Sunday before, and of each day; the weekly one may itself go on into the next week.
  return Array.from({ length: 9 }, (_, at) => (at - 1) * day).some((offset) => {
    const start = daily.start + offset;
    const end = start + windowMinutes(daily);
    const weeklyEnd = weekly.start + windowMinutes(weekly);
    return (
      (start < weeklyEnd && weekly.start < end) || (start + week < weeklyEnd && weekly.start < end + week)
    );
  });
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
