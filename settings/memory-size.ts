/** Bytes of each unit; PostgreSQL's own meaning, in which kB, MB and GB count in 1024s. */
const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  kib: 1024,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  tb: 1024 ** 4,
  tib: 1024 ** 4,
};

/** `512MB`, `1 GiB`, `0.5 GB` in bytes; `undefined` for what is no size. A number alone has no unit and is no size. */
export function parseMemorySize(text: string): number | undefined {
  const match = /^(?<amount>\d+(\.\d+)?)\s*(?<unit>[a-z]+)$/i.exec(text.trim());
  const unit = units[match?.groups?.unit?.toLowerCase() ?? ""];
  return match?.groups?.amount === undefined || unit === undefined
    ? undefined
    : Math.round(Number(match.groups.amount) * unit);
}

/** Bytes in the largest unit that divides them: 536870912 is `512MB`. */
export function formatMemorySize(bytes: number): string {
  const [unit, size] = (["GB", "MB", "kB"] as const)
    .map((name) => [name, units[name.toLowerCase()] ?? 1] as const)
    .find(([, each]) => bytes >= each && bytes % each === 0) ?? ["B", 1];
  return `${bytes / size}${unit}`;
}
