import { wrapText } from "../wrap-text.ts";

/** Text in lines of at most `width` columns; an ARN that is longer is broken where the line ends. */
export function fitText(text: string, width: number): string[] {
  const words = text.split(" ").flatMap((word) => word.match(new RegExp(`.{1,${width}}`, "g")) ?? [word]);
  return wrapText(words.join(" "), width);
}
