import { AsyncLocalStorage } from "node:async_hooks";

const runs = new AsyncLocalStorage<true>();

/**
 * Whether this run plans without an engine: it must ask nothing of the network, a daemon or another process's server, and
 * takes for granted what it would have to ask for.
 */
export function isOffline(): boolean {
  return runs.getStore() === true;
}

/** Runs work for which {@link isOffline} holds, with all that it starts; other runs of this process are not touched. */
export function whileOffline<T>(work: () => T): T {
  return runs.run(true, work);
}
