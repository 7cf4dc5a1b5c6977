/** What the partition key of a set can be; of a `uuid` the first 48 bits are milliseconds, as version 7 has them. */
export type KeyKind = "date" | "timestamp" | "timestamptz" | "integer" | "uuid";

/**
 * A place on the line that ranges are cut from: of an integer key the number, of every other milliseconds since 1970 in UTC.
 */
export type Position = bigint;

/** Before and after every place: MINVALUE and MAXVALUE. */
export const lowest: Position = -(2n ** 80n);
export const highest: Position = 2n ** 80n;

const kinds: Readonly<Record<string, KeyKind>> = {
  date: "date",
  timestamp: "timestamp",
  timestamptz: "timestamptz",
  int2: "integer",
  int4: "integer",
  int8: "integer",
  uuid: "uuid",
};

/** The kind of a key by its type's name in `pg_type`; `undefined` for a type that no set can be of. */
export function keyKind(type: string): KeyKind | undefined {
  return kinds[type];
}

/** The least and the greatest value of an integer type; a bound is one of them at most. */
const integers: Readonly<Record<string, readonly [Position, Position]>> = {
  int2: [-(2n ** 15n), 2n ** 15n - 1n],
  int4: [-(2n ** 31n), 2n ** 31n - 1n],
  int8: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Between which places bounds of a type can be; of times as good as everywhere. */
export function keyLimits(type: string): readonly [from: Position, to: Position] {
  return integers[type] ?? [lowest, highest];
}
