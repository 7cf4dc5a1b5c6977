/** Resolves at the first SIGTERM or SIGINT; further ones change nothing. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve(signal));
    // A server in the background outlives the terminal it was started from.
    process.on("SIGHUP", () => {});
  });
}
