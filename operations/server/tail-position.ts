import { fstatSync, readSync } from "node:fs";

const chunkBytes = 64 * 1024;
const newline = 0x0a;

/** Where the last lines of a file begin. */
export interface TailPosition {
  /** In bytes from the file's start. */
  readonly position: number;
  /** How many lines there are from there on: fewer than wanted in a short file. */
  readonly lines: number;
}

/** Looks for the last lines of an open file from its end, so that a long one is not read as a whole. */
export function tailPosition(descriptor: number, wanted: number): TailPosition {
  const { size } = fstatSync(descriptor);
  if (wanted === 0 || size === 0) return { position: size, lines: 0 };
  const chunk = Buffer.alloc(chunkBytes);
  // The newline at the very end ends the last line and begins none.
  let lines = 1;
  for (let end = size - 1; end > 0; ) {
    const start = Math.max(0, end - chunkBytes);
    readSync(descriptor, chunk, 0, end - start, start);
    for (let at = end - start - 1; at >= 0; at--) {
      if (chunk[at] !== newline) continue;
      if (lines === wanted) return { position: start + at + 1, lines };
      lines++;
    }
    end = start;
  }
  return { position: 0, lines };
}
