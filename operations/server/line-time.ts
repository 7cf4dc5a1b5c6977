/** ISO 8601 as the embedded server writes it, or PostgreSQL's `%m`: `2026-11-21 05:41:20.028 UTC`. */
const stamp = /^(?<date>\d{4}-\d{2}-\d{2})[ T](?<time>\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?<zone>Z| [A-Z]+|)/;

/**
 * The moment a log line says it was written at; `undefined` for one that says none, such as the second line of a message.
 * A zone's abbreviation does not tell which it is: all but UTC are taken for this machine's, which a server has from it.
 */
export function lineTime(line: string): Date | undefined {
  const { date, time, zone } = stamp.exec(line)?.groups ?? {};
  if (date === undefined) return undefined;
  const utc = ["Z", " UTC", " GMT"].includes(zone ?? "");
  return new Date(`${date}T${time}${utc ? "Z" : ""}`);
}
