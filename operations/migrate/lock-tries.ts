import { lockAttempts, retryPause } from "./retry-pause.ts";
import { scriptMode } from "./script-mode.ts";

/** How a script waits for a table's lock. */
export interface LockTries {
  /** Longest wait of one try, in milliseconds. While it waits, everybody who comes later waits behind it. */
  readonly timeoutMs: number;
  /** Milliseconds to pause before another try, or `undefined` when it is to be given up. */
  pauseBefore(attempt: number, elapsedMs: number): number | undefined;
}

/**
 * Of `-- short-locks`: statements that come behind a try wait 100 ms at most, and the pauses leave them nine tenths of the
 * time. A long transaction is waited for like this until it has ended, for ten minutes.
 */
const short = { timeoutMs: 100, pauseMs: 900, patienceMs: 600_000 };

/** What a script asks for in its first line. */
export function lockTries(sql: string, lockTimeoutMs: number): LockTries {
  if (scriptMode(sql).mode === "short-locks") {
    return {
      timeoutMs: Math.min(short.timeoutMs, lockTimeoutMs),
      pauseBefore: (_attempt, elapsedMs) => (elapsedMs < short.patienceMs ? short.pauseMs : undefined),
    };
  }
  return {
    timeoutMs: lockTimeoutMs,
    pauseBefore: (attempt) => (attempt < lockAttempts ? retryPause(attempt) : undefined),
  };
}
