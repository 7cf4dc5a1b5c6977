import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors/user-error.ts";
import { errorCode, SqlState } from "./error-codes.ts";

/** What PostgreSQL says, with `internalError` alone for a code, where two change one row of its catalog at the same time. */
const catalogConflict = /^tuple (already|concurrently) (updated|deleted)/;

/** Longest time between two attempts, in milliseconds; the first is a few, each next one twice as long. */
const longestPause = 1_000;

/**
 * Runs a transaction again when somebody else's was in its way: a GRANT by hand changes the same rows of the catalog, and knows
 * nothing of our locks.
 *
 * @param work a whole transaction, which nothing is left of when it fails
 * @param options.attempts how often it is tried at most; 12 take about five seconds beside the work
 * @throws whatever `work` throws that is no such conflict, or the last conflict; UserError where it was a lock
 */
export async function retryConflict<T>(
  work: () => Promise<T>,
  { signal, attempts = 12 }: { readonly signal?: AbortSignal | undefined; readonly attempts?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt === attempts) throw lastOne(error);
      const pause = Math.min(longestPause, 5 * 2 ** attempt);
      // Two that meet again and again are kept apart by chance.
      await sleep(pause * (0.5 + Math.random() / 2), undefined, signal && { signal });
    }
  }
}

function lastOne(error: unknown): unknown {
  if (errorCode(error) !== SqlState.lockNotAvailable) return error;
  return new UserError("another session holds a lock on what has to change, and does not give it back", {
    where: "server",
    mend: "End its transaction: the oldest rows of pg_stat_activity by xact_start show who it is. Then run it again.",
    cause: error,
  });
}

const passing: ReadonlySet<string> = new Set([
  SqlState.serializationFailure,
  SqlState.deadlockDetected,
  SqlState.lockNotAvailable,
]);

/** Whether a transaction failed because of another one at the same time, and may succeed when it is run again. */
export function isConflict(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined && passing.has(code)) return true;
  const { message = "", schema } = error as { message?: string; schema?: string };
  // Two that add the same row to the catalog, such as the first default privileges of a role.
  if (code === SqlState.uniqueViolation) return schema === "pg_catalog";
  return code === SqlState.internalError && catalogConflict.test(message);
}
