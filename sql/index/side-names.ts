/** PostgreSQL's longest name, in bytes. */
const longest = 63;

/** Names beside an index's own, while it is built anew. */
export interface SideNames {
  /** Of the index that is to take its place. */
  readonly next: string;
  /** Of the one whose place was taken, until it is dropped. */
  readonly previous: string;
}

/** The same for the same name, so that a later run finds them; of two names never the same, however long they are. */
export function sideNames(name: string): SideNames {
  return { next: beside(name, "_pgstack_new"), previous: beside(name, "_pgstack_old") };
}

/** Whether REINDEX CONCURRENTLY gives this name to its copy of an index, which stays behind INVALID when it fails. */
export function isReindexLeftover(name: string, candidate: string): boolean {
  const label = /_cc(?:new|old)\d*$/.exec(candidate)?.[0];
  return label !== undefined && candidate === cut(name, longest - label.length) + label;
}

/** A name that would be cut has a sum of its whole in it: two long names often begin alike. */
function beside(name: string, tail: string): string {
  if (Buffer.byteLength(name) + tail.length <= longest) return name + tail;
  const sum = `_${checksum(name)}`;
  return cut(name, longest - sum.length - tail.length) + sum + tail;
}

/** The beginning of a text, in whole characters of at most so many bytes altogether. */
function cut(text: string, bytes: number): string {
  let [end, size] = [0, 0];
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** FNV-1a of 32 bits, as 8 hexadecimal digits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
