import { highest, type KeyKind, lowest, type Position } from "./partition-key.ts";

/** From the first value of a partition up to, not with, the first of the next one. */
export interface Range {
  readonly from: Position;
  readonly to: Position;
}

/** A partition's bounds, and the server's own text of each. */
export interface Bounds extends Range {
  readonly fromText: string;
  readonly toText: string;
}

/**
 * Bounds out of `FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')`, as the server writes them with time zone UTC and dates in
 * ISO. `undefined` for what no set makes: more than one column, infinity, parts of a millisecond.
 */
export function parseBounds(text: string, kind: KeyKind): Bounds | undefined {
  const { from = "", to = "" } =
    /^FOR VALUES FROM \((?<from>[^,]+)\) TO \((?<to>[^,]+)\)$/.exec(text)?.groups ?? {};
  const bounds = { from: parseBound(from, kind), to: parseBound(to, kind), fromText: from, toText: to };
  return bounds.from === undefined || bounds.to === undefined ? undefined : (bounds as Bounds);
}

function parseBound(literal: string, kind: KeyKind): Position | undefined {
  if (literal === "MINVALUE") return lowest;
  if (literal === "MAXVALUE") return highest;
  const text = literal.replace(/^'(.*)'$/, "$1");
  if (kind === "integer") return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  if (kind === "uuid") return parseUuid(text);
  const time = /^(?<date>\d{4}-\d\d-\d\d)(?: (?<time>\d\d:\d\d:\d\d(?:\.\d{1,3})?)(?:\+00)?)?$/.exec(
    text,
  )?.groups;
  return time && BigInt(Date.parse(`${time.date}T${time.time ?? "00:00:00"}Z`));
}

/** The first of a millisecond, of any version; another one is not where an interval ends. */
function parseUuid(text: string): Position | undefined {
  const time = /^(?<high>[\da-f]{8})-(?<low>[\da-f]{4})-[07]000-[08]000-0{12}$/.exec(text)?.groups;
  return time && BigInt(`0x${time.high}${time.low}`);
}

/**
 * A place as the text of a constant of the key's type, without quotes.
 * @throws RangeError for a time that the text of a constant has no place for
 */
export function boundText(position: Position, kind: KeyKind): string {
  if (kind === "integer") return String(position);
  if (kind === "uuid") {
    const hex = position.toString(16).padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
  }
  const [date = "", time = ""] = new Date(Number(position)).toISOString().split("T");
  if (!/^\d{4}-/.test(date)) throw new RangeError(`a partition cannot begin or end in ${date}`);
  if (kind === "date") return date;
  return `${date} ${time.replace(/(\.000)?Z$/, "")}${kind === "timestamptz" ? "+00" : ""}`;
}
