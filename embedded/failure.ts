/** Why a server did not start, in one word for programs. */
export type FailureCode =
  /** The port is taken by another program, or may not be used. */
  | "EADDRINUSE"
  | "EACCES"
  /** Another process has the data folder open. */
  | "LOCKED"
  /** The data folder cannot be used as one. */
  | "DATA_FOLDER"
  /** The data folder belongs to another major version of PostgreSQL. */
  | "VERSION"
  /** The data folder was made with another database or administrator. */
  | "OTHER_DATABASE"
  | "INTERNAL";

/** A start that cannot succeed; the process writes it to failed.json and ends. */
export class ServerFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ServerFailure";
    this.code = code;
  }
}
