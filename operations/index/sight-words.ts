import type { BuildSight } from "../../sql/index/build-sight.ts";
import { blockersWords } from "../locks/blocker-words.ts";

/** Phases in which blocks or tuples are counted; in others the last count still stands. */
const counted = /scanning|loading|assigning/;

/** What a build does, and how far it is: `loading tuples, 43 %`; nothing where nothing is seen. */
export function sightWords(sight: BuildSight): string {
  const { phase, lockersDone, lockersTotal, blockers } = sight;
  const how: string[] = [];
  if (phase !== null) how.push(phase.replace(/^building index: /, ""));
  if (phase?.startsWith("waiting") && lockersTotal > 1)
    how.push(`${Math.min(lockersDone + 1, lockersTotal)} of ${lockersTotal}`);
  const done = share(sight);
  if (done !== undefined) how.push(`${Math.floor(done * 100)} %`);
  if (blockers.length > 0) how.push(`waits for ${blockersWords(blockers)}`);
  return how.join(", ");
}

/** How much of the phase is done, from 0 to 1. */
function share({ phase, blocksDone, blocksTotal, tuplesDone, tuplesTotal }: BuildSight): number | undefined {
  if (phase === null || !counted.test(phase)) return undefined;
  const [done, total] = tuplesTotal > 0 ? [tuplesDone, tuplesTotal] : [blocksDone, blocksTotal];
  return total > 0 ? Math.min(done / total, 1) : undefined;
}
