/** The lines of a schema's description as they were without policies, and without row security on any table. */
export function withoutRowSecurity(lines: readonly string[]): string[] {
  return lines
    .filter((line) => !line.startsWith("policy "))
    .map((line) => (isTable.test(line) ? line.replace(/ (forced )?row security(?= |$)/g, "") : line));
}

const isTable = /^(partitioned )?table /;
