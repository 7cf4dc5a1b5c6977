import grpc from "@grpc/grpc-js";
import { errorCode } from "../db/error-codes.ts";
import { UserError } from "../errors/user-error.ts";

/** An error as the engine shows it: one message, no stack trace. */
export function toServiceError(error: unknown): grpc.ServiceError {
  const message = describe(error);
  return Object.assign(new Error(message), {
    code:
      error instanceof DOMException && error.name === "AbortError"
        ? grpc.status.CANCELLED
        : grpc.status.UNKNOWN,
    details: message,
    metadata: new grpc.Metadata(),
  });
}

function describe(error: unknown): string {
  if (UserError.isInstance(error)) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = errorCode(error);
  const { detail, hint } = error as { detail?: string; hint?: string };
  const extra = [detail, hint].filter((text) => text !== undefined && text !== "");
  return [code === undefined ? error.message : `${error.message} (SQLSTATE ${code})`, ...extra].join("\n  ");
}
