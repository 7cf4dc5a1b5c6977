import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../settings/paths.ts";

/** A page of `docs/`. */
export function documentation(page: string): string {
  return readFileSync(join(projectRoot, "docs", page), "utf8");
}

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export function between(page: string, name: string): string {
  const text = documentation(page);
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/${page} has no ${start}`);
  return text.slice(from + start.length, to).trim();
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
