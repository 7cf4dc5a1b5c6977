import { UserError } from "../errors/user-error.ts";
import type { ConnectionTarget } from "./connection-target.ts";
import { errorCode, SqlState } from "./error-codes.ts";
import { tlsProblem } from "./tls-problem.ts";

const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EAI_AGAIN",
]);

/** Turns the failure to open a connection into what a person can act on; what is no such failure comes back as it is. */
export function connectionError(
  error: unknown,
  target: Pick<ConnectionTarget, "host" | "port" | "database" | "user" | "caFile"> &
    Partial<Pick<ConnectionTarget, "credential">>,
): unknown {
  // Such as of a password that could not be had.
  if (UserError.isInstance(error)) return error;
  const where = `postgresql://${target.user}@${target.host}:${target.port}/${target.database}`;
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  // Docker's proxy takes a connection before the server in the container does, and closes it.
  const closed = message.includes("Connection terminated unexpectedly");
  if (unreachable.has(code ?? "") || message.includes("timeout expired") || closed) {
    return new UserError(
      `the server does not answer (${code ?? (closed ? "connection closed" : "timeout")})`,
      {
        where,
        mend: "Run `npm run up`: it brings the server back. `npx pgstack doctor` says what is wrong.",
        cause: error,
      },
    );
  }
  const problem = tlsProblem(error, target);
  if (problem !== undefined) {
    return new UserError(problem.what, { where, mend: problem.mend, cause: error });
  }
  if (code === SqlState.invalidPassword) {
    return new UserError("the server refuses the password", {
      where,
      mend: setAgain(target),
      cause: error,
    });
  }
  if (code === SqlState.undefinedDatabase) {
    return new UserError(`the server has no database "${target.database}"`, { where, cause: error });
  }
  return error;
}

function setAgain({ credential }: Partial<Pick<ConnectionTarget, "credential">>): string {
  return typeof credential === "string" && credential.startsWith("arn:")
    ? `It takes none of those in ${credential}: docs/production-secrets.md says how a rotation that failed is brought to an end.`
    : "Run `npx pgstack up --refresh`: it sets the password again.";
}
