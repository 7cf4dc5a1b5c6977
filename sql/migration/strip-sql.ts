/**
 * SQL without its comments, strings and dollar-quoted bodies, for finding words that are statements. It is no parser:
 * who uses it must bear a wrong answer.
 */
export function stripSql(sql: string): string {
  return sql.replaceAll(
    /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(?<tag>[a-z_]*)\$[\s\S]*?\$\k<tag>\$/gi,
    (text) => (text.startsWith("'") ? "''" : " "),
  );
}
