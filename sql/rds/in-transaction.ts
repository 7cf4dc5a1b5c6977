/** All statements, or none. */
export function inTransaction(statements: readonly string[]): string {
  return ["BEGIN", ...statements, "COMMIT"].map((statement) => `${statement};`).join("\n");
}
