interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What can stand for a number, the first one for `low`. */
  readonly names?: readonly string[];
}

/** Source: pg_cron, src/entry.c; both 0 and 7 are Sunday. */
const fields: readonly Field[] = [
  { name: "minute", low: 0, high: 59 },
  { name: "hour", low: 0, high: 23 },
  { name: "day of the month", low: 1, high: 31 },
  {
    name: "month",
    low: 1,
    high: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  {
    name: "day of the week",
    low: 0,
    high: 7,
    names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  },
];

const words = [
  "@yearly",
  "@annually",
  "@monthly",
  "@weekly",
  "@daily",
  "@midnight",
  "@hourly",
  "@reboot",
  "@restart",
];

/** pg_cron has no room for more. */
const longest = 999;

const forms = "a schedule has five fields, as in 0 3 * * *, or is a number of seconds, as in 30 seconds";

/**
 * What is wrong with a schedule as pg_cron reads it, in words, or `undefined`. What pg_cron would take and run at another
 * time than is written, such as a sixth field that it ignores, is wrong here, too.
 */
export function checkSchedule(schedule: string): string | undefined {
  const text = schedule.trim();
  if (text === "") return `is empty: ${forms}`;
  if (text.length > longest) return `has ${text.length} characters, and pg_cron reads ${longest}`;
  if (text.startsWith("@"))
    return words.includes(text) ? undefined : `"${text}" is none of ${words.join(", ")}`;
  const interval = /^(?<amount>\d+)\s*(?<unit>[a-z]+)$/i.exec(text)?.groups;
  if (interval !== undefined) return checkInterval(text, Number(interval.amount), String(interval.unit));
  const parts = text.split(/[ \t]+/);
  if (/[\n\r]/.test(text)) return `"${text.replaceAll(/\s+/g, " ")}" goes over several lines`;
  if (parts.length !== fields.length) {
    const fieldsThere = parts.length === 1 ? "one field" : `${parts.length} fields`;
    const six = parts.length === 6 ? "; pg_cron has none for seconds" : "";
    return `"${text}" has ${fieldsThere}: ${forms}${six}`;
  }
  const wrong = fields.flatMap((field, at) => checkField(field, parts[at] ?? "") ?? []);
  return wrong.length === 0 ? undefined : `"${text}": ${wrong.join("; ")}`;
}

function checkInterval(text: string, amount: number, unit: string): string | undefined {
  if (!/^seconds?$/i.test(unit))
    return `"${text}" is no interval of pg_cron's, which are seconds alone: write minutes as */5 * * * *`;
  if (amount >= 1 && amount <= 59) return undefined;
  return `"${text}": an interval is 1 to 59 seconds; every minute is * * * * *`;
}

function checkField(field: Field, text: string): string | undefined {
  if (text === "$")
    return field.name === "day of the month"
      ? undefined
      : `$ is the last day of a month, and no ${field.name}`;
  for (const item of text.split(",")) {
    const wrong = checkItem(field, item);
    if (wrong !== undefined) return `${field.name} ${text}: ${wrong}`;
  }
  return undefined;
}

/** `*`, `5`, `1-5`, with a step behind a star or a range. */
function checkItem(field: Field, item: string): string | undefined {
  const { low, high } = field;
  const parts = /^(?:(?<star>\*)|(?<from>\w+)(?:-(?<to>\w+))?)(?:\/(?<step>\w+))?$/.exec(item)?.groups;
  if (parts === undefined)
    return item === "" ? "a number is missing" : `"${item}" is neither a number nor a range`;
  const { star, from, to, step } = parts;
  const [first, last] =
    star === undefined ? [numberOf(from, field), numberOf(to ?? from, field)] : [low, high];
  for (const [given, value] of [
    [from, first],
    [to, last],
  ] as const)
    if (given !== undefined && (value === undefined || value < low || value > high))
      return `"${given}" is none of ${low} to ${high}${field.names ? ` or ${field.names[0]} to ${field.names[high - 1]}` : ""}`;
  if (first !== undefined && last !== undefined && first > last) return `${item} goes backwards`;
  if (step === undefined) return undefined;
  if (star === undefined && to === undefined) return `a step needs a range, as in ${from}-${high}/${step}`;
  const every = /^\d+$/.test(step) ? Number(step) : 0;
  return every >= 1 && every <= high ? undefined : `step "${step}" is none of 1 to ${high}`;
}

function numberOf(text: string | undefined, { low, names = [] }: Field): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const at = names.indexOf(text.toLowerCase());
  return at < 0 ? undefined : at + low;
}
