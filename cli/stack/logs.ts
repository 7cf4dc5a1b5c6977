import { constants } from "node:os";
import type { LogOptions } from "../../operations/server/local-server.ts";
import { stackServer } from "./stack-server.ts";

export interface LogsOptions extends Pick<LogOptions, "since"> {
  readonly stack: string;
  readonly follow?: boolean;
  /** @default 100, or every line with `since` */
  readonly tail?: LogOptions["tail"];
}

const defaultTail = 100;
/** What ends a follow: Ctrl-C, `kill`, or a terminal that goes. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Prints the server's log. A reader that goes away, as `head` does, ends it without an error, and so does Ctrl-C. */
export async function printLogs({ stack, follow = false, tail, since }: LogsOptions): Promise<void> {
  const ending = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    // As of a program that the signal itself has ended.
    process.exitCode = 128 + constants.signals[signal];
    ending.abort();
  };
  // What else may be wrong with it, such as a full disk, is reported by whoever writes.
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") ending.abort();
  };
  process.stdout.on("error", onError);
  for (const signal of endings) process.on(signal, onSignal);
  try {
    const { signal } = ending;
    const options = { follow, tail: tail ?? (since === undefined ? defaultTail : "all"), since, signal };
    await stackServer(stack).logs(options, process.stdout);
  } finally {
    for (const signal of endings) process.off(signal, onSignal);
  }
}
