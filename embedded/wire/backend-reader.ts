/** A whole message of PostgreSQL that was asked for, or a stretch of others, to be passed on as it is. */
export type BackendPiece =
  | { readonly type: number; readonly bytes: Buffer }
  | { readonly type: undefined; readonly bytes: Uint8Array };

/** Cuts PostgreSQL's output into the messages that matter to the gateway and the bytes between them. */
export class BackendReader {
  readonly #wanted: (type: number) => boolean;
  /** The beginning of a header, or of a wanted message. */
  #held: Buffer = Buffer.alloc(0);
  /** Bytes still to come of a message that is passed on. */
  #passing = 0;

  constructor(wanted: (type: number) => boolean) {
    this.#wanted = wanted;
  }

  *push(chunk: Uint8Array): Generator<BackendPiece> {
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]);
    this.#held = Buffer.alloc(0);
    let start = 0;
    let at = Math.min(this.#passing, bytes.length);
    this.#passing -= at;
    while (at < bytes.length) {
      const length = bytes.length - at < 5 ? undefined : 1 + bytes.readUInt32BE(at + 1);
      const type = bytes[at] ?? 0;
      if (length !== undefined && !this.#wanted(type)) {
        this.#passing = Math.max(at + length - bytes.length, 0);
        at = Math.min(at + length, bytes.length);
        continue;
      }
      if (at > start) yield { type: undefined, bytes: bytes.subarray(start, at) };
      start = at;
      if (length === undefined || at + length > bytes.length) {
        this.#held = bytes.subarray(at);
        return;
      }
      at += length;
      start = at;
      yield { type, bytes: bytes.subarray(at - length, at) };
    }
    if (at > start) yield { type: undefined, bytes: bytes.subarray(start, at) };
  }
}
