import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConnectionLost } from "../../db/is-connection-lost.ts";

/** How often a build is tried, and the first pause in milliseconds; each next one is twice as long. */
const tries = { most: 5, firstPauseMs: 1_000 };

/** Whom a retry tells, and what ends it. */
export interface RetryOptions {
  readonly signal: AbortSignal;
  readonly note: (message: string) => void;
  /** In milliseconds. @default 1000 */
  readonly firstPauseMs?: number | undefined;
}

/**
 * Runs a build again when a lock or the connection was at fault, five times at most. Rows that are no key, a full disk and
 * a statement that somebody cancelled are as they were at the next try: these it does not try again.
 *
 * @param attempt a whole build, which begins with what an earlier one left; told which one it is, from 1
 * @throws whatever the last attempt throws; the signal's reason
 */
export async function retryBuild<T>(
  attempt: (number: number) => Promise<T>,
  { signal, note, firstPauseMs = tries.firstPauseMs }: RetryOptions,
): Promise<T> {
  for (let number = 1; ; number++) {
    signal.throwIfAborted();
    try {
      return await attempt(number);
    } catch (error) {
      const why = passing(error);
      if (signal.aborted || why === undefined || number === tries.most) throw error;
      const pause = retryPause(number, firstPauseMs);
      note(`${why}; tried again in ${Math.ceil(pause / 1000)} s (${number + 1} of ${tries.most})`);
      await sleep(pause, undefined, { signal });
    }
  }
}

/** Half of it is drawn by lot: two that were in each other's way are not so again. */
function retryPause(attempt: number, first: number, lot: number = Math.random()): number {
  return first * 2 ** (attempt - 1) * (0.5 + lot / 2);
}

/** Why a build failed that may succeed at the next try, in words. */
export function passing(error: unknown): string | undefined {
  if (isConnectionLost(error)) return `the connection was lost (${words(error)})`;
  const code = errorCode(error);
  if (code === SqlState.lockNotAvailable) return "a lock was not to be had in time";
  if (code === SqlState.deadlockDetected) return "another session and the build waited for each other";
  return undefined;
}

function words(error: unknown): string {
  return (error as Error).message;
}
