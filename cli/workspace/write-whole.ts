import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Writes a file whole or not at all, and not when it has this text already. */
export function writeWhole(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
