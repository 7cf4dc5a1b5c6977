import { scriptMode } from "./script-mode.ts";

/** How a script waits for a table's lock. */
export interface LockTries {
  /** Longest wait of one try, in milliseconds. While it waits, everybody who comes later waits behind it. */
  readonly timeoutMs: number;
  /** Milliseconds to pause before another try, or `undefined` when it is to be given up. */
  pauseBefore(attempt: number, elapsedMs: number): number | undefined;
}

/** Five tries, pauses doubled from 200 ms on. */
const ordinary = { attempts: 5, pauseMs: 200 };
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
    pauseBefore: (attempt) =>
      attempt < ordinary.attempts ? ordinary.pauseMs * 2 ** (attempt - 1) : undefined,
  };
}
