import type { ErrorFields } from "./error-fields.ts";

/** Message types of the protocol, version 3, that this project looks at. */
export const Frontend = {
  bind: 0x42,
  close: 0x43,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  describe: 0x44,
  execute: 0x45,
  flush: 0x48,
  functionCall: 0x46,
  parse: 0x50,
  password: 0x70,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
} as const;

export const BackendType = {
  closeComplete: 0x33,
  commandComplete: 0x43,
  dataRow: 0x44,
  error: 0x45,
  notification: 0x41,
  parameterStatus: 0x53,
  parseComplete: 0x31,
  readyForQuery: 0x5a,
} as const;

/** A whole message: type, length, body. */
export function message(type: number | string, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const body = parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : part));
  const length = body.reduce((sum, part) => sum + part.length, 4);
  const header = Buffer.alloc(5);
  header[0] = typeof type === "string" ? type.charCodeAt(0) : type;
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, ...body]);
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A simple Query. */
export function query(sql: string): Buffer {
  return message(Frontend.query, sql, "\0");
}

export const sync: Buffer = message(Frontend.sync);

export function copyFail(reason: string): Buffer {
  return message(Frontend.copyFail, reason, "\0");
}

/** Close of a prepared statement. */
export function closeStatement(name: string): Buffer {
  return message(Frontend.close, "S", name, "\0");
}

export function errorResponse({ severity, code, message: text, detail, hint }: ErrorFields): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${text}`];
  if (detail !== undefined) fields.push(`D${detail}`);
  if (hint !== undefined) fields.push(`H${hint}`);
  return message(BackendType.error, `${fields.join("\0")}\0\0`);
}

export function readyForQuery(status: "I"): Buffer {
  return message(BackendType.readyForQuery, status);
}

export function parameterStatus(name: string, value: string): Buffer {
  return message(BackendType.parameterStatus, `${name}\0${value}\0`);
}

/** One of the Authentication messages, by its number. */
export function authentication(kind: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  return message("R", int32(kind), ...parts);
}
