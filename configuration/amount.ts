export const kB = 1024;
export const MB = 1024 * kB;
export const GB = 1024 * MB;
export const TB = 1024 * GB;

const units = [
  ["TB", TB],
  ["GB", GB],
  ["MB", MB],
  ["kB", kB],
] as const;

/** Bytes as PostgreSQL prints them: in the largest unit that divides them; `0` has none. */
export function memoryValue(bytes: number): string {
  if (bytes === 0) return "0";
  const [unit, size] = units.find(([, each]) => bytes % each === 0) ?? ["B", 1];
  return `${bytes / size}${unit}`;
}

/** Bytes for people, to three digits: `16 GB`, `23.5 GB`. */
export function inWords(bytes: number): string {
  const [unit, size] = units.find(([, each]) => bytes >= each) ?? ["B", 1];
  return `${Number((bytes / size).toPrecision(bytes / size >= 1000 ? 4 : 3))} ${unit}`;
}

/** The bytes down to a whole number of `unit`s, but within `least` and `most`. */
export function wholeUnits(
  bytes: number,
  unit: number,
  least: number,
  most = Number.POSITIVE_INFINITY,
): number {
  return Math.min(Math.max(Math.floor(bytes / unit) * unit, least), most);
}

/** The nearest of four steps between powers of two (…, 40, 48, 56, 64, 80, …) MB: a figure that people remember. */
export function roundFigure(bytes: number): number {
  const megabytes = Math.max(1, bytes / MB);
  const step = Math.max(1, 2 ** Math.floor(Math.log2(megabytes)) / 4);
  return Math.round(megabytes / step) * step * MB;
}
