import { wrapText } from "../wrap-text.ts";

/** {@link wrapText} that breaks words too where one is wider than a line, as JSON without spaces is. */
export function brokenText(text: string, width: number): string[] {
  return wrapText(text, width).flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [""]);
}
