/** Options of the catalog that are true or false; PostgreSQL keeps them as they were written: `on`, `true`, `1`. */
const switches: ReadonlySet<string> = new Set(["deduplicate_items", "fastupdate", "autosummarize"]);

/** The values of options that the catalog keeps as `name=value`, sorted by name: their order means nothing. */
export function readOptions(options: readonly string[]): Record<string, string | number | boolean> {
  const entries = options.map((option): [string, string | number | boolean] => {
    const [name = "", value = ""] = option.split(/=(.*)/s, 2);
    return [name, meaning(name, value)];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function meaning(name: string, value: string): string | number | boolean {
  // PostgreSQL takes any beginning of these words, in any case.
  if (switches.has(name)) return /^(on|1|t|tr|tru|true|y|ye|yes)$/i.test(value);
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}
