/** A name as postgresql.conf takes it: a plain one, or a library's with its prefix. */
const parameterName = /^[a-z_][a-z0-9_$]*([.][a-z_][a-z0-9_$]*)?$/i;

/**
 * The text of a postgresql.conf: one line for each parameter, sorted by name.
 *
 * @param parameters values as `SHOW` prints them; each is quoted here
 * @throws TypeError for a name that is none, or a value with a zero byte
 */
export function postgresqlConf(parameters: Readonly<Record<string, string>>): string {
  const lines = Object.entries(parameters)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      if (!parameterName.test(name)) throw new TypeError(`"${name}" is no name of a parameter`);
      return `${name} = ${quoted(value)}\n`;
    });
  return `# Made by pgstack from the stack's settings: changes made here are lost at the next \`up\`.\n${lines.join("")}`;
}

/** As guc-file.l reads it: a quote is doubled, a backslash escapes, and no line ends within quotes. */
function quoted(value: string): string {
  if (value.includes("\0")) throw new TypeError("a value has a zero byte");
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "''")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
  return `'${escaped}'`;
}
