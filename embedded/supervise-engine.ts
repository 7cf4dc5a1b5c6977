import { Engine } from "./engine/engine.ts";
import type { EngineOptions } from "./engine/engine-options.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { log } from "./log.ts";

/** Ending by itself this soon after a start, in milliseconds, PostgreSQL is not started again. */
const tooSoon = 5_000;

/**
 * Starts PostgreSQL again, recovering its data, when it ends by itself: after a FATAL error (`pg_terminate_backend` of
 * its own process) or a fault in the WASM code. A second such end right after a start ends the server's process.
 */
export async function superviseEngine(
  engine: Engine,
  options: EngineOptions,
  gateway: Gateway,
): Promise<void> {
  for (let current = engine; ; ) {
    const startedAt = performance.now();
    const reason = await current.ended;
    if (reason === undefined) return;
    log(`PostgreSQL has ended: ${reason}`);
    if (performance.now() - startedAt < tooSoon) throw new Error(`PostgreSQL keeps ending: ${reason}`);
    const next = Engine.start(options);
    gateway.replace(next, reason);
    current = await next;
    log("PostgreSQL is running again");
  }
}
