import { relative } from "node:path";

/** A path as short as it can be written from where the user stands. */
export function relativeToHere(path: string, here: string = process.cwd()): string {
  const short = relative(here, path);
  return short.startsWith("..") ? path : short;
}
