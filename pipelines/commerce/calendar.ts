const day = 86_400_000;

/** The shop's dates, in milliseconds since 1970, the ends excluded. They never move: the data must not depend on today. */
export const calendar = {
  /** The first products and customers. */
  founded: Date.UTC(2023, 0, 1),
  /** The first order. */
  opened: Date.UTC(2024, 0, 1),
  /** After the last order. */
  ended: Date.UTC(2026, 0, 1),
  day,
} as const;

/** A date as PostgreSQL reads it, to the second. */
export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
