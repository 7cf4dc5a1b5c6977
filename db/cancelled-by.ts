import type { ClientBase } from "pg";
import { cancelStatement } from "./cancel-statement.ts";
import type { ConnectionTarget } from "./connection-target.ts";

/** Runs `work`; when the signal is aborted, what the connection runs then is cancelled on the server. */
export async function cancelledBy<T>(
  signal: AbortSignal | undefined,
  target: ConnectionTarget,
  client: ClientBase,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    cancelling = cancelStatement(target, client);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", cancel);
    // A request that is still on its way could cancel what the connection runs next.
    await cancelling;
  }
}
