import { createHash } from "node:crypto";

const maxNameBytes = 63;

/** Name of the index of one partition: the partition's and the index's, cut and told apart by a hash where that is too long. */
export function partName(partition: string, index: string): string {
  const whole = `${partition}_${index}`;
  if (Buffer.byteLength(whole) <= maxNameBytes) return whole;
  const tail = `_${createHash("sha256").update(whole).digest("hex").slice(0, 8)}`;
  return `${cut(whole, maxNameBytes - tail.length)}${tail}`;
}

/** A name beside another one, while both are there. */
export function besideName(name: string, suffix: "new" | "old"): string {
  const tail = `_pgstack_${suffix}`;
  return Buffer.byteLength(name) + tail.length <= maxNameBytes
    ? `${name}${tail}`
    : `${cut(name, maxNameBytes - tail.length - 9)}_${createHash("sha256").update(name).digest("hex").slice(0, 8)}${tail}`;
}

/** The first bytes of a text, no character cut in two. */
function cut(text: string, bytes: number): string {
  return Buffer.from(text)
    .subarray(0, bytes)
    .toString()
    .replace(/\uFFFD+$/, "");
}
