import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors/user-error.ts";
import { errorCode, SqlState } from "./error-codes.ts";

/** How often a server that does not answer is asked again, in milliseconds. */
const pollMs = 100;

/**
 * Asks until the server answers: it may be starting, or recovering.
 *
 * @param limit how long, in milliseconds
 * @throws UserError when it does not in that time, and at once what waiting does not mend, such as a wrong password
 */
export async function waitForServer<T>(
  ask: () => Promise<T>,
  limit: number,
  signal: AbortSignal,
): Promise<T> {
  for (const deadline = Date.now() + limit; ; await sleep(pollMs, undefined, { signal })) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline || !mayPass(error)) throw error;
    }
  }
}

/** No connection at all, one that broke, or one refused because the server starts or stops. */
export function mayPass(error: unknown): boolean {
  if (errorCode(error) === SqlState.cannotConnectNow) return true;
  if (!UserError.isInstance(error)) return /Connection terminated/.test(String((error as Error).message));
  return /does not answer/.test(error.message);
}
