import type { LocalServer } from "../../operations/server/local-server.ts";
import { openLocalServer } from "../../operations/server/open-local-server.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import { type InAws, requireDevelopment } from "../../settings/require-development.ts";
import { stackIsHeld, withRunLock } from "../workspace/run-lock.ts";
import { stackLocks } from "../workspace/stack-locks.ts";
import { missingStack } from "./missing-stack.ts";

/**
 * A stack's server on this machine, for verbs that need no Pulumi.
 * @throws UserError with every mistake in the settings, or when the stack was never brought up
 */
export function stackServer(stack: string, inAws?: InAws): LocalServer {
  const settings = readSettings(stack, readStackFile(stack));
  requireDevelopment(settings, inAws);
  const remembered = recallServer(stack);
  if (remembered === undefined) throw missingStack(stack);
  return openLocalServer(remembered, settings);
}

/**
 * Does something with the server while no run of the stack is under way, neither one of ours nor one of plain `pulumi`.
 * @throws UserError when one is
 */
export function withStackServer<T>(
  stack: string,
  inAws: InAws,
  work: (server: LocalServer) => Promise<T>,
): Promise<T> {
  const server = stackServer(stack, inAws);
  return withRunLock(stack, () => {
    if (stackLocks(stack).some(({ held }) => held)) throw stackIsHeld();
    return work(server);
  });
}
