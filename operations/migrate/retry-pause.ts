/** How often a script is tried that waits in vain for a table's lock. */
export const lockAttempts = 5;

/** The first pause, in milliseconds. */
const first = 200;

/**
 * Milliseconds before the next try: doubled each time, and half of it drawn by lot, so that two runners that were in
 * each other's way are not so again.
 *
 * @param attempt the one that failed, from 1
 * @param lot from 0 to 1
 */
export function retryPause(attempt: number, lot: number = Math.random()): number {
  return first * 2 ** (attempt - 1) * (0.5 + lot / 2);
}
