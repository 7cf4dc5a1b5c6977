import type { MigrationVariables } from "./migration.ts";

/** SQL with its variables filled in, and which these were. */
export interface FilledSql {
  readonly sql: string;
  readonly used: MigrationVariables;
  /** Names that have no value, each with the line it is first on. */
  readonly unknown: readonly { readonly name: string; readonly line: number }[];
  /** Where values were filled in, in order. */
  readonly places: readonly FilledPlace[];
}

/** A variable in the text, and its value in the SQL. */
export interface FilledPlace {
  /** UTF-16 unit of the text that its braces begin at. */
  readonly at: number;
  /** UTF-16 units of the braces and what is between them. */
  readonly length: number;
  /** UTF-16 units of the value. */
  readonly filled: number;
}

/**
 * Replaces each `{{ name }}` by its value, as text: what quoting it needs is the file's business. Array literals in
 * double braces are no variables unless they hold a bare lower-case word; write `ARRAY[...]` there.
 */
export function fillVariables(text: string, variables: MigrationVariables): FilledSql {
  const used: Record<string, string | number> = {};
  const unknown = new Map<string, number>();
  const places: FilledPlace[] = [];
  const sql = text.replace(/\{\{\s*([a-z_][a-z0-9_]*)\s*\}\}/g, (whole, name: string, offset: number) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      if (!unknown.has(name)) unknown.set(name, text.slice(0, offset).split("\n").length);
      return whole;
    }
    used[name] = value;
    places.push({ at: offset, length: whole.length, filled: String(value).length });
    return String(value);
  });
  return { sql, used, unknown: [...unknown].map(([name, line]) => ({ name, line })), places };
}
