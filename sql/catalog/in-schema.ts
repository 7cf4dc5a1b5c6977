/** Pieces of the queries that describe a schema. */

/** The OID of schema $1. */
export const schemaOid = "(SELECT oid FROM pg_namespace WHERE nspname = $1)";

/** What an extension brings is not what migrations made. */
export function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}

/** A comment as part of a line; nothing where there is none. */
export function commentOf(description: string): string {
  return `'comment ' || quote_literal(${description})`;
}

/** A text of several lines as one. */
export function inOneLine(text: string): string {
  return `replace(${text}, E'\\n', ' ')`;
}
