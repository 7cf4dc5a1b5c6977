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
 * ISO. What lies between two places is of the wider range: the one below as a beginning, the next as an end. `undefined` for those
 * of more than one column.
 */
export function parseBounds(text: string, kind: KeyKind): Bounds | undefined {
  const { from = "", to = "" } =
    /^FOR VALUES FROM \((?<from>[^,]+)\) TO \((?<to>[^,]+)\)$/.exec(text)?.groups ?? {};
  const [begin, end] = [parseBound(from, kind), parseBound(to, kind)];
  if (begin === undefined || end === undefined) return undefined;
  return { from: begin.place, to: end.place + (end.exact ? 0n : 1n), fromText: from, toText: to };
}

/** The last place that is not after a bound, and whether it is the bound. */
interface Place {
  readonly place: Position;
  readonly exact: boolean;
}

function parseBound(literal: string, kind: KeyKind): Place | undefined {
  const text = literal.replace(/^'(.*)'$/, "$1");
  if (text === "MINVALUE" || text === "-infinity") return { place: lowest, exact: true };
  if (text === "MAXVALUE" || text === "infinity") return { place: highest, exact: true };
  if (kind === "integer") return /^-?\d+$/.test(text) ? { place: BigInt(text), exact: true } : undefined;
  return kind === "uuid" ? parseUuid(text) : parseTime(text);
}

/** JavaScript's calendar ends before the server's, in 275760. */
const lastYear = 275_000;

function parseTime(text: string): Place | undefined {
  const found =
    /^(?<year>\d{4,})-(?<month>\d\d)-(?<day>\d\d)(?: (?<clock>\d\d:\d\d:\d\d)(?:\.(?<part>\d+))?(?:\+00)?)?(?<bc> BC)?$/.exec(
      text,
    )?.groups;
  if (found === undefined) return undefined;
  const { month, day, clock = "00:00:00", part = "", bc } = found;
  const year = bc === undefined ? Number(found.year) : 1 - Number(found.year);
  if (year > lastYear) return { place: highest, exact: true };
  const digits = `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
  const ms = part.slice(0, 3).padEnd(3, "0");
  const place = BigInt(Date.parse(`${digits}-${month}-${day}T${clock}.${ms}Z`));
  return { place, exact: !/[1-9]/.test(part.slice(3)) };
}

/** Its milliseconds; the first of them, of any version, is where one begins. */
function parseUuid(text: string): Place | undefined {
  const found = /^(?<high>[\da-f]{8})-(?<low>[\da-f]{4})-(?<rest>[\da-f-]+)$/.exec(text)?.groups;
  if (found === undefined) return undefined;
  const exact = /^[07]000-[08]000-0{12}$/.test(found.rest ?? "");
  return { place: BigInt(`0x${found.high}${found.low}`), exact };
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
