import { errorCode, SqlState } from "./error-codes.ts";

/** Codes of a connection that is no more, or that a server which stops or starts does not give. */
const lost: ReadonlySet<string> = new Set([
  SqlState.adminShutdown,
  SqlState.crashShutdown,
  SqlState.cannotConnectNow,
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

/** What `pg` says, without a code, of a connection that ended under a statement, and of one asked after that. */
const lostWords = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** Whether what failed is the connection, and not what was asked on it: asked on another one it may succeed. */
export function isConnectionLost(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined && (lost.has(code) || code.startsWith("08"))) return true;
  return error instanceof Error && lostWords.test(error.message);
}
