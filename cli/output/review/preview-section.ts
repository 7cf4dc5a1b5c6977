import { stripVTControlCharacters } from "node:util";
import { block, details } from "./markdown.ts";

/** Characters of one preview that a comment has room for: GitHub takes 65,536 in all. */
const most = 20_000;

/** What an engine's preview printed, its summary in front. */
export function previewSection(stack: string, text: string | undefined): string {
  if (text === undefined || text.trim() === "")
    return `### ${stack}: no preview\n\nThe job did not get that far.`;
  const plain = stripVTControlCharacters(text);
  const cut = plain.length > most ? `${plain.slice(0, most)}\n… the rest is in the job's log` : plain;
  return `### ${stack}: ${headline(plain)}\n\n${details("The preview", block(cut, "diff"))}`;
}

/** The engine's own counts (`+ 3 to create`), or ours (`3 to be created in 2.0 s`). */
function headline(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const counts = lines.filter((line) => /^[+~*-]*\s*\d+ (to|unchanged)/.test(line) && line.length < 80);
  if (counts.length > 0)
    return counts.map((line) => line.replace(/ in [\d.]+ s$/, "").replaceAll(/[<>`]/g, "")).join(", ");
  return lines.some((line) => /nothing|no changes/i.test(line)) ? "nothing changes" : "see the preview";
}
