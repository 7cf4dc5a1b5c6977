/** PostgreSQL's longest name, in bytes: it drops the rest without an error. */
export const longestName = 63;

/**
 * A name with an ending, such as `items_idx` with `_pgstack_new`. One that would be too long is cut, and has a sum of its
 * whole in it: two long names often begin alike.
 *
 * @returns the same for the same name, and never the same for two
 */
export function fitName(name: string, ending = ""): string {
  if (Buffer.byteLength(name) + ending.length <= longestName) return name + ending;
  const sum = `_${checksum(name)}`;
  return cutName(name, longestName - sum.length - ending.length) + sum + ending;
}

/** The beginning of a text, in whole characters of at most so many bytes altogether. */
export function cutName(text: string, bytes: number): string {
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
