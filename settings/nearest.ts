import { distance } from "fastest-levenshtein";

/** The candidate that a misspelt word was most likely meant to be, or `undefined` when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = stepsBetween(plain(word), plain(candidate));
    const allowed = Math.max(1, Math.floor(candidate.length / 3));
    if (steps <= allowed && steps < smallest) {
      best = candidate;
      smallest = steps;
    }
  }
  return best;
}

/** `data_folder`, `data-folder` and `DataFolder` are one word. */
function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, "");
}

/** Letters that changed places, as in `memroy`, are one slip of the fingers, where Levenshtein counts two. */
function stepsBetween(a: string, b: string): number {
  const steps = distance(a, b);
  return steps === 2 && sorted(a) === sorted(b) ? 1 : steps;
}

function sorted(word: string): string {
  return [...word].sort().join("");
}
