import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { cancelStatement } from "./cancel-statement.ts";
import type { ConnectionTarget } from "./connection-target.ts";

/** How long a statement may outlive a request to cancel it, in milliseconds: the request may have come before it. */
const again = 1_000;

/** Runs `work`; once the signal is aborted, what the connection runs is cancelled on the server until `work` ends. */
export async function cancelledBy<T>(
  signal: AbortSignal | undefined,
  target: ConnectionTarget,
  client: ClientBase,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  const ended = new AbortController();
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    cancelling = cancelUntil(ended.signal, target, client);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", cancel);
    ended.abort();
    // A request that is still on its way could cancel what the connection runs next.
    await cancelling;
  }
}

async function cancelUntil(ended: AbortSignal, target: ConnectionTarget, client: ClientBase): Promise<void> {
  while (!ended.aborted) {
    await cancelStatement(target, client);
    await sleep(again, undefined, { signal: ended }).catch(() => undefined);
  }
}
