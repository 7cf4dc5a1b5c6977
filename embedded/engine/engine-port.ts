import { receiveMessageOnPort } from "node:worker_threads";
import { type ChannelEnd, Counter, type EngineInput, type EngineOutput, outputLimit } from "./channel.ts";

/** Size of PostgreSQL's output buffer: a write of exactly this much is followed by another one soon. */
const backendBuffer = 8192;
/** Full buffers are gathered up to this many bytes before they are sent. */
const gathered = 8 * backendBuffer;

/** The engine thread's end of the channel: it blocks, as PostgreSQL does on its socket. */
export class EnginePort {
  readonly #channel: ChannelEnd;
  #consumed = 0;
  #announced = 0;
  readonly #buffer = new Uint8Array(gathered);
  #filled = 0;

  constructor(channel: ChannelEnd) {
    this.#channel = channel;
  }

  send(message: EngineOutput, transfer: ArrayBuffer[] = []): void {
    this.#channel.port.postMessage(message, transfer);
  }

  /**
   * The next input; waits for it, after telling the gateway that there is none.
   *
   * @param resting whether PostgreSQL is between two messages
   */
  next(resting: boolean): EngineInput {
    for (let told = false; ; ) {
      const seen = Atomics.load(this.#channel.counters, Counter.inputs);
      const received = receiveMessageOnPort(this.#channel.port) as
        | { readonly message: EngineInput }
        | undefined;
      if (received !== undefined) return received.message;
      if (!told) {
        this.#flush();
        this.send({ idleAt: this.#consumed, resting });
        this.#announced = this.#consumed;
        told = true;
      }
      Atomics.wait(this.#channel.counters, Counter.inputs, seen);
    }
  }

  /** Counts what PostgreSQL has read, so that the gateway takes more from the client. */
  consumed(bytes: number): void {
    this.#consumed += bytes;
    if (this.#consumed - this.#announced < gathered) return;
    this.send({ consumed: this.#consumed });
    this.#announced = this.#consumed;
  }

  /** Sends output, which is copied; waits while the gateway still has too much of it. */
  write(bytes: Uint8Array): void {
    if (this.#filled + bytes.length > gathered) this.#flush();
    if (bytes.length > gathered) {
      this.#post(bytes.slice());
      return;
    }
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
    if (bytes.length !== backendBuffer) this.#flush();
  }

  #flush(): void {
    if (this.#filled === 0) return;
    this.#post(this.#buffer.slice(0, this.#filled));
    this.#filled = 0;
  }

  #post(output: Uint8Array<ArrayBuffer>): void {
    const { counters } = this.#channel;
    for (let now = Atomics.load(counters, Counter.outstanding); now > outputLimit; ) {
      Atomics.wait(counters, Counter.outstanding, now);
      now = Atomics.load(counters, Counter.outstanding);
    }
    Atomics.add(counters, Counter.outstanding, output.length);
    this.send({ output }, [output.buffer]);
  }
}
