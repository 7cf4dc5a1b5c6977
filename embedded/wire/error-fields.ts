/** What an ErrorResponse of PostgreSQL says. */
export interface ErrorFields {
  /** `FATAL` ends the connection, `ERROR` the statement. */
  readonly severity: "FATAL" | "ERROR";
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
}

/** An error to be sent to a client, or one that PostgreSQL answered with. */
export class WireError extends Error {
  readonly fields: ErrorFields;

  constructor(fields: ErrorFields) {
    super(fields.message);
    this.name = "WireError";
    this.fields = fields;
  }

  /** An error that ends the connection. */
  static fatal(code: string, message: string, more: Pick<ErrorFields, "detail" | "hint"> = {}): WireError {
    return new WireError({ severity: "FATAL", code, message, ...more });
  }
}

/** Reads the body of an ErrorResponse. */
export function parseErrorFields(body: Buffer): ErrorFields {
  const fields = new Map<string, string>();
  for (let at = 0; at < body.length && body[at] !== 0; ) {
    const end = body.indexOf(0, at + 1);
    fields.set(String.fromCharCode(body[at] ?? 0), body.toString("utf8", at + 1, end));
    at = end + 1;
  }
  return {
    severity: fields.get("V") === "FATAL" ? "FATAL" : "ERROR",
    code: fields.get("C") ?? "XX000",
    message: fields.get("M") ?? "",
    detail: fields.get("D"),
    hint: fields.get("H"),
  };
}
