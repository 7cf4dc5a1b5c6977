import { readFileSync } from "node:fs";
import type { IndexDefinition } from "../../../model/index-definition.ts";

const page = readFileSync(new URL("../../../docs/indexes.md", import.meta.url), "utf8");

/** The code of docs/indexes.md in one language. */
function blocks(language: string): string[] {
  return [...page.matchAll(/^```(?<language>\w+)\n(?<code>.*?)^```$/gms)]
    .filter(({ groups }) => groups?.language === language)
    .map(({ groups }) => groups?.code ?? "");
}

/** The tables that the page's examples are on, as SQL. */
export const documentedTables: string = blocks("sql").join(";");

/** The page's declarations, as the items of one list. */
export const documentedCode: string = blocks("ts").join("");

/** What they declare. */
export const documentedIndexes: readonly IndexDefinition[] = new Function(`return [${documentedCode}]`)();
