/** A length of time: a whole number with `s`, `min`, `h` or `d`, such as `90min`. */
export type Duration = `${number}${"s" | "min" | "h" | "d"}`;

const seconds = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;

/** Longest duration, in days. */
const longest = 3_650;

/** A duration in seconds, or `undefined` for what is none, or longer than ten years. */
export function durationSeconds(text: string): number | undefined {
  const { amount, unit } = /^(?<amount>[1-9]\d{0,9})(?<unit>s|min|h|d)$/.exec(text)?.groups ?? {};
  if (amount === undefined) return undefined;
  const length = Number(amount) * seconds[unit as keyof typeof seconds];
  return length > longest * seconds.d ? undefined : length;
}
