/** What a {@link UserError} tells the person who has to act on it. */
export interface UserErrorDetails {
  /** Setting, resource, file or flag that is at fault, e.g. `pgstack:port`. */
  readonly where?: string;
  /** What to do about it, as an imperative sentence. */
  readonly mend?: string;
  /** The failure underneath, shown only with `--debug`. */
  readonly cause?: unknown;
}

/**
 * A mistake of the user's, or a circumstance only the user can change: shown as what, where and how to mend,
 * never with a stack trace.
 *
 * @example
 * throw new UserError("port 5432 is taken by another program", {
 *   where: "pgstack:port",
 *   mend: "Set pgstack:port to a free port, or to auto.",
 * });
 */
export class UserError extends Error {
  /** Pulumi's Node host prints the message of an error with this mark, without a stack trace. */
  readonly __pulumiRunError = true;
  readonly where: string | undefined;
  readonly mend: string | undefined;

  constructor(what: string, details: UserErrorDetails = {}) {
    super(format(what, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "UserError";
    this.where = details.where;
    this.mend = details.mend;
  }

  /** True for a UserError of any copy of this module (the plug-in and the program load one each). */
  static isInstance(error: unknown): error is UserError {
    return error instanceof Error && error.name === "UserError";
  }
}

function format(what: string, { where, mend }: UserErrorDetails): string {
  const head = where === undefined ? what : `${where}: ${what}`;
  return mend === undefined ? head : `${head}\n  ${mend}`;
}
