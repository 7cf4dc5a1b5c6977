/** Longest a value is shown. */
const longest = 80;

/**
 * Text as code of Markdown: whatever a change put into it makes no table, link, image or mention of it.
 * Empty text has no code: it is shown as two quotation marks.
 */
export function code(text: string): string {
  const flat = shorten(text.replaceAll(/\s+/g, " ").trim());
  if (flat === "") return "`''`";
  // In a table a bar ends the cell, in code, too.
  return `\`${flat.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((title) => (title.endsWith(" $") ? "---:" : "---"));
  return [line(head.map((title) => title.replace(/ \$$/, ""))), line(rule), ...rows.map(line)].join("\n");
}

/** What is opened by a click. */
export function details(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

/** A block of code that nothing in it can end. */
export function block(text: string, language = ""): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
