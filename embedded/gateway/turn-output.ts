import type { Engine } from "../engine/engine.ts";
import { BackendReader } from "../wire/backend-reader.ts";
import { BackendType } from "../wire/message.ts";

/** Where a turn's output goes. */
export interface OutputClient {
  /** What the client gets of a message that concerns the gateway. */
  toClient(type: number, message: Buffer): Uint8Array | undefined;
  /** Sends to the client; calls back when it is out of the process, or the client is gone. */
  write(bytes: Uint8Array, written: () => void): void;
}

const seen = new Set<number>([
  BackendType.closeComplete,
  BackendType.commandComplete,
  BackendType.error,
  BackendType.notification,
  BackendType.parameterStatus,
  BackendType.parseComplete,
  BackendType.readyForQuery,
]);

/** Takes PostgreSQL's output to the client, and lets PostgreSQL make more only as fast as the client takes it. */
export class TurnOutput {
  /** The client is gone: what comes is thrown away. */
  closed = false;
  readonly #engine: Engine;
  readonly #client: OutputClient;
  readonly #reader = new BackendReader((type) => seen.has(type));
  #unwritten = 0;
  #writtenAt = 0;

  constructor(engine: Engine, client: OutputClient) {
    this.#engine = engine;
    this.#client = client;
  }

  /** Since when the client has not taken what there is for it, by `performance.now()`. */
  get stalledSince(): number | undefined {
    return this.#unwritten > 0 ? this.#writtenAt : undefined;
  }

  /** @param onReady called with the transaction status of each ReadyForQuery */
  take(bytes: Uint8Array, onReady: (status: number) => void): void {
    const parts: Uint8Array[] = [];
    for (const piece of this.#reader.push(bytes)) {
      if (piece.type === BackendType.readyForQuery) onReady(piece.bytes[5] ?? 0);
      const part = piece.type === undefined ? piece.bytes : this.#client.toClient(piece.type, piece.bytes);
      if (part !== undefined) parts.push(part);
    }
    const [first] = parts;
    if (first === undefined || this.closed) this.#engine.release(bytes.length);
    else this.#write(parts.length === 1 ? first : Buffer.concat(parts), bytes.length);
  }

  #write(bytes: Uint8Array, taken: number): void {
    if (this.#unwritten++ === 0) this.#writtenAt = performance.now();
    this.#client.write(bytes, () => {
      this.#unwritten--;
      this.#writtenAt = performance.now();
      this.#engine.release(taken);
    });
  }
}
