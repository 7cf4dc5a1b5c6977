const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** One line of COPY's text format, with its line end. */
export function copyRow(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map(field).join("\t")}\n`;
}

function field(value: string | number | boolean | null): string {
  if (value === null) return "\\N";
  return typeof value === "string"
    ? value.replace(/[\\\b\f\n\r\t\v]/g, (character) => escapes[character] ?? character)
    : String(value);
}
