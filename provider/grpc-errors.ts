import grpc from "@grpc/grpc-js";
import { errorCode } from "../db/error-codes.ts";
import { UserError } from "../errors/user-error.ts";

/** An error as the engine shows it: one message, no stack trace. */
export function toServiceError(error: unknown): grpc.ServiceError {
  const message = describe(error);
  return Object.assign(new Error(message), {
    code: error instanceof Error && error.name === "AbortError" ? grpc.status.CANCELLED : grpc.status.UNKNOWN,
    details: message,
    metadata: new grpc.Metadata(),
  });
}

function describe(error: unknown): string {
  if (UserError.isInstance(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = errorCode(error);
  const { detail, hint, severity } = error as { detail?: string; hint?: string; severity?: string };
  const extra = [detail, hint].filter((text) => text !== undefined && text !== "");
  // The system's errors have a code too, ENOENT for one: the server's alone have a severity.
  return [
    code === undefined || severity === undefined ? error.message : `${error.message} (SQLSTATE ${code})`,
    ...extra,
  ].join("\n  ");
}
