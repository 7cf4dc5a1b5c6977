import { constants } from "node:os";
import { UserError } from "../../errors/user-error.ts";
import type { LocalServer, LogOptions } from "../../operations/server/local-server.ts";
import type { InAws } from "../../settings/require-development.ts";
import { stackServer } from "./stack-server.ts";

export interface LogsOptions extends Pick<LogOptions, "since" | "of"> {
  readonly stack: string;
  readonly follow?: boolean;
  /** @default 100, or every line with `since` */
  readonly tail?: LogOptions["tail"];
}

const inAws: InAws = ({ server, identifier, region }) => {
  const group = `/aws/rds/${server === "aurora" ? "cluster" : "instance"}/${identifier}/postgresql`;
  return `Its log is in CloudWatch: \`aws logs tail ${group} --region ${region}\`.`;
};
const defaultTail = 100;
/** What ends a follow: Ctrl-C, `kill`, or a terminal that goes. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Prints the log of a stack's server, or of one part of it. A reader that goes away, as `head` does, ends it without an error, and so does Ctrl-C.
 *
 * @throws UserError when the server has no such part, or no log
 */
export async function printLogs({ stack, follow = false, tail, since, of }: LogsOptions): Promise<void> {
  const server = stackServer(stack, inAws);
  if (of !== undefined) await requirePart(server, of);
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
    const options = { follow, tail: tail ?? (since === undefined ? defaultTail : "all"), since, of, signal };
    await server.logs(options, process.stdout);
  } finally {
    for (const signal of endings) process.off(signal, onSignal);
  }
}

async function requirePart(server: LocalServer, of: string): Promise<void> {
  const names = (await server.parts?.())?.map(({ name }) => name) ?? ["primary"];
  if (names.includes(of)) return;
  throw new UserError(`the ${server.kind} server has no ${of}`, {
    where: `--of ${of}`,
    mend: `It has ${names.join(", ")}.`,
  });
}
