const events = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Runs work whose failures are its own to notice: the test runner, which listens for the same in its process, is left out
 * of it.
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const others = events.map((event) => [event, process.listeners(event as "uncaughtException")] as const);
  for (const event of events) process.removeAllListeners(event);
  try {
    return await work();
  } finally {
    for (const [event, listeners] of others) for (const listener of listeners) process.on(event, listener);
  }
}
