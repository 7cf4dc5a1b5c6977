import type { Registered } from "./mocks.ts";

/**
 * A program that is run once for each set of changed arguments: many tests look at the same resources, and a run takes a
 * good part of a second. Arguments are told apart as JSON.
 */
export function remembered<Changed extends object>(
  declare: (changed: Partial<Changed>) => Promise<Registered[]>,
): (changed?: Partial<Changed>) => Promise<Registered[]> {
  const runs = new Map<string, Promise<Registered[]>>();
  return (changed = {}) => {
    const key = JSON.stringify(changed);
    const run = runs.get(key) ?? declare(changed);
    runs.set(key, run);
    return run;
  };
}
