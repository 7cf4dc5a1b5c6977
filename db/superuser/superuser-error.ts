/** A statement of the superuser's that failed: the server's own words and the SQLSTATE, never the statement. */
export class SuperuserError extends Error {
  /** SQLSTATE, or the system's code where the server was not reached. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = "SuperuserError";
    this.code = code;
  }
}
