/** Quotes one identifier: `a"b` becomes `"a""b"`. The only way a name enters SQL text in this project. */
export function quoteName(name: string): string {
  if (name.length === 0 || name.includes("\0"))
    throw new RangeError("a PostgreSQL name is not empty and has no NUL");
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a name with its schema: `"commerce"."orders"`. */
export function quoteQualified(schema: string, name: string): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}

/**
 * Quotes a string constant, for statements that take no parameters (COMMENT ON, ALTER ROLE ... PASSWORD); values of
 * every other statement are parameters.
 */
export function quoteLiteral(text: string): string {
  const body = text.replaceAll("'", "''");
  return body.includes("\\") ? ` E'${body.replaceAll("\\", "\\\\")}'` : `'${body}'`;
}
