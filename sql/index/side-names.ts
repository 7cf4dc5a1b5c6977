import { cutName, fitName, longestName } from "../fit-name.ts";

/** Names beside an index's own, while it is built anew. */
export interface SideNames {
  /** Of the index that is to take its place. */
  readonly next: string;
  /** Of the one whose place was taken, until it is dropped. */
  readonly previous: string;
}

/** The same for the same name, so that a later run finds them; of two names never the same, however long they are. */
export function sideNames(name: string): SideNames {
  return { next: fitName(name, "_pgstack_new"), previous: fitName(name, "_pgstack_old") };
}

/** Whether REINDEX CONCURRENTLY gives this name to its copy of an index, which stays behind INVALID when it fails. */
export function isReindexLeftover(name: string, candidate: string): boolean {
  const label = /_cc(?:new|old)\d*$/.exec(candidate)?.[0];
  return label !== undefined && candidate === cutName(name, longestName - label.length) + label;
}
