import { quoteName } from "./quote.ts";

/** A name, and its schema where it has one. */
export interface QualifiedName {
  readonly schema?: string;
  readonly name: string;
}

/**
 * Takes `name` or `schema.name` apart. A part that holds a dot is written in double quotes, as in SQL; what is not
 * quoted is taken as it is, capitals too.
 * @throws RangeError for an empty part, more than two parts, or a quote that does not end
 */
export function parseQualified(text: string): QualifiedName {
  const parts = text.match(
    /^(?<first>"(?:[^"]|"")+"|[^".]+)(?:\.(?<second>"(?:[^"]|"")+"|[^".]+))?$/,
  )?.groups;
  if (parts?.first === undefined) throw new RangeError(`${text} is neither a name nor schema.name`);
  const first = unquote(parts.first);
  return parts.second === undefined ? { name: first } : { schema: first, name: unquote(parts.second) };
}

/** The text that {@link parseQualified} takes apart. */
export function formatQualified({ schema, name }: QualifiedName): string {
  return [...(schema === undefined ? [] : [schema]), name].map(writePart).join(".");
}

/** The name as SQL. */
export function quoteParts({ schema, name }: QualifiedName): string {
  return [...(schema === undefined ? [] : [schema]), name].map(quoteName).join(".");
}

function writePart(part: string): string {
  return /[".]/.test(part) ? quoteName(part) : part;
}

function unquote(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
}
