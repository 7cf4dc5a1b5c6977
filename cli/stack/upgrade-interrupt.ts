import { constants } from "node:os";

const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Lets Ctrl-C and its like end a piece of work in order, and the process say that it was ended so. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    process.exitCode = 128 + constants.signals[signal];
    ending.abort();
  };
  for (const signal of endings) process.on(signal, onSignal);
  try {
    return await work(ending.signal);
  } finally {
    for (const signal of endings) process.off(signal, onSignal);
  }
}
