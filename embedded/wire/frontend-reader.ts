import { WireError } from "./error-fields.ts";
import { Frontend } from "./message.ts";

/** A whole message of a client; or a stretch of CopyData, which is passed on as it comes. */
export interface FrontendUnit {
  readonly type: number;
  readonly bytes: Uint8Array;
  /** Bytes still to come of the CopyData that this stretch breaks off in. */
  readonly missing: number;
}

/** PostgreSQL's own limits (`PQ_LARGE_MESSAGE_LIMIT`, `PQ_SMALL_MESSAGE_LIMIT`): beyond them it ends the connection. */
const large = 2 ** 30 - 2;
const small = 10_000;
const limits = new Map<number, number>([
  [Frontend.query, large],
  [Frontend.functionCall, large],
  [Frontend.bind, large],
  [Frontend.parse, large],
  [Frontend.copyData, large],
  [Frontend.execute, small],
  [Frontend.close, small],
  [Frontend.describe, small],
  [Frontend.flush, small],
  [Frontend.sync, small],
  [Frontend.terminate, small],
  [Frontend.copyDone, small],
  [Frontend.copyFail, small],
  [Frontend.password, small],
]);

/**
 * Cuts a client's bytes into messages. What PostgreSQL would end its process over (a type or a length that cannot be) is
 * refused here, because the process serves everybody.
 */
export class FrontendReader {
  #rest: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #partsLeft = 0;
  #copyLeft = 0;

  /** @throws WireError 08P01, after which the connection is of no more use */
  *push(chunk: Buffer): Generator<FrontendUnit> {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = Buffer.alloc(0);
    if (this.#partsLeft > 0) {
      const part = bytes.subarray(0, this.#partsLeft);
      bytes = bytes.subarray(part.length);
      this.#parts.push(part);
      this.#partsLeft -= part.length;
      if (this.#partsLeft > 0) return;
      const whole = Buffer.concat(this.#parts);
      this.#parts = [];
      yield { type: whole[0] ?? 0, bytes: whole, missing: 0 };
    }
    yield* this.#cut(bytes);
  }

  *#cut(bytes: Buffer): Generator<FrontendUnit> {
    let copyStart = 0;
    let at = Math.min(this.#copyLeft, bytes.length);
    this.#copyLeft -= at;
    const copied = (end: number): FrontendUnit[] =>
      end > copyStart
        ? [{ type: Frontend.copyData, bytes: bytes.subarray(copyStart, end), missing: this.#copyLeft }]
        : [];
    while (this.#copyLeft === 0 && at < bytes.length) {
      if (bytes.length - at < 5) {
        this.#rest = bytes.subarray(at);
        break;
      }
      const type = bytes[at] ?? 0;
      const length = 1 + checkedLength(type, bytes.readUInt32BE(at + 1));
      if (type === Frontend.copyData) {
        this.#copyLeft = Math.max(at + length - bytes.length, 0);
        at = Math.min(at + length, bytes.length);
        continue;
      }
      yield* copied(at);
      if (at + length > bytes.length) {
        this.#parts = [bytes.subarray(at)];
        this.#partsLeft = at + length - bytes.length;
        return;
      }
      yield { type, bytes: bytes.subarray(at, at + length), missing: 0 };
      at += length;
      copyStart = at;
    }
    yield* copied(at);
  }
}

function checkedLength(type: number, length: number): number {
  const limit = limits.get(type);
  if (limit === undefined) throw WireError.fatal("08P01", `invalid frontend message type ${type}`);
  if (length < 4 || length > limit) throw WireError.fatal("08P01", "invalid message length");
  return length;
}
