import { Engine } from "./engine/engine.ts";
import type { EngineOptions } from "./engine/engine-options.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { log } from "./log.ts";

/** PostgreSQL that ends by itself more often than this within a minute is not started again. */
const mostEnds = 5;
const minute = 60_000;

/**
 * Starts PostgreSQL again, recovering its data, when it ends by itself: after a FATAL error (a
 * `transaction_timeout`) or a fault in the WASM code.
 *
 * @throws Error when that does not help
 */
export async function superviseEngine(
  engine: Engine,
  options: EngineOptions,
  gateway: Gateway,
): Promise<void> {
  let ends: number[] = [];
  for (let current = engine; ; ) {
    const reason = await current.ended;
    if (reason === undefined) return;
    log(`PostgreSQL has ended: ${reason}`);
    ends = [...ends.filter((end) => performance.now() - end < minute), performance.now()];
    if (ends.length > mostEnds) throw new Error(`PostgreSQL keeps ending: ${reason}`);
    const next = Engine.start(options);
    gateway.replace(next, reason);
    current = await next;
    log("PostgreSQL is running again");
  }
}
