import type { Engine, EngineUser } from "../engine/engine.ts";
import { BackendReader } from "../wire/backend-reader.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { BackendType, copyFail, Frontend, query, sync } from "../wire/message.ts";
import { serverEnded } from "./server-ended.ts";

/** What a turn needs of the connection whose turn it is. */
export interface TurnClient {
  /** The client's next message, if it has come. */
  next(): FrontendUnit | "gone" | undefined;
  /** What to send to PostgreSQL for it. */
  toBackend(unit: FrontendUnit): readonly Uint8Array[];
  /** What the client gets of a message that concerns the gateway. */
  toClient(type: number, message: Buffer): Uint8Array | undefined;
  /** Sends to the client; calls back when it is out of the process, or the client is gone. */
  write(bytes: Uint8Array, written: () => void): void;
}

/** Bytes under way to PostgreSQL above which no more is taken from the client. */
const inputLimit = 512 * 1024;

/** After each of these PostgreSQL answers, or asks for more: nothing is sent behind it before that. */
const answered = new Set<number>([
  Frontend.query,
  Frontend.sync,
  Frontend.functionCall,
  Frontend.copyDone,
  Frontend.copyFail,
]);

const seen = new Set<number>([
  BackendType.closeComplete,
  BackendType.commandComplete,
  BackendType.error,
  BackendType.notification,
  BackendType.parameterStatus,
  BackendType.parseComplete,
  BackendType.readyForQuery,
]);

/** Pause between two interrupts of one statement, in milliseconds. */
const interruptMs = 50;

/** CopyData of a client that is gone is filled up with these. */
const padding = Buffer.alloc(64 * 1024);

/**
 * One client's turn with PostgreSQL: from its first message until PostgreSQL is ready for a query outside a transaction,
 * so never in the middle of an exchange or of a transaction.
 */
export class ClientTurn implements EngineUser {
  readonly done: Promise<void>;
  readonly #engine: Engine;
  readonly #client: TurnClient;
  readonly #reader = new BackendReader((type) => seen.has(type));
  #resolve: () => void = () => {};
  #reject: (error: Error) => void = () => {};
  /** Something was sent that PostgreSQL has to answer before more is sent. */
  #held = false;
  /** PostgreSQL's last word was that it is ready, outside a transaction. */
  #ready = false;
  /** Bytes of a CopyData whose beginning was sent. */
  #missing = 0;
  #abandoned = false;
  #attempts = 0;
  #waitingSince: number | undefined;
  #unwritten = 0;
  #writtenAt = 0;
  /** PostgreSQL has not answered yet to what was sent, or asked for more. */
  #working = false;
  #interrupting: NodeJS.Timeout | undefined;
  #interrupted: Promise<void> = Promise.resolve();

  constructor(engine: Engine, client: TurnClient) {
    this.#engine = engine;
    this.#client = client;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /**
   * Since when the client keeps PostgreSQL waiting, by `performance.now()`: it sends nothing inside a transaction or a
   * COPY, or does not take what it asked for. `undefined` while PostgreSQL works.
   */
  get waitingSince(): number | undefined {
    return this.#unwritten > 0 ? this.#writtenAt : this.#waitingSince;
  }

  begin(): void {
    this.#engine.user = this;
    this.pump();
  }

  /** Sends on what the client has sent. */
  pump(): void {
    while (!this.#held && !this.#finished && !this.#abandoned && this.#engine.unread < inputLimit) {
      const unit = this.#client.next();
      if (unit === undefined) return;
      if (unit === "gone") this.abandon();
      else this.#feed(unit);
    }
  }

  /**
   * Ends the running statement, if there is one, with 57014. PostgreSQL takes no notice of an interrupt that comes before
   * it has begun with what it was sent: it is told again until it answers.
   */
  cancel(): void {
    if (this.#interrupting !== undefined || !this.#working || this.#finished) return;
    const interrupt = () => {
      this.#interrupted = this.#engine.cancel();
    };
    interrupt();
    this.#interrupting = setInterval(interrupt, interruptMs);
  }

  /** The client is gone: brings PostgreSQL back to where the next one can begin. */
  abandon(): void {
    if (this.#abandoned || this.#finished) return;
    this.#abandoned = true;
    this.cancel();
    // What has come of a CopyData goes before its padding, so that the count is right.
    while (this.#missing > 0) {
      const unit = this.#client.next();
      if (unit === undefined || unit === "gone") break;
      this.#feed(unit);
    }
    for (; this.#missing > 0; this.#missing -= Math.min(this.#missing, padding.length)) {
      this.#engine.send(padding.subarray(0, this.#missing));
    }
    this.#rollBack();
  }

  onOutput(bytes: Uint8Array): void {
    const forClient: Uint8Array[] = [];
    for (const piece of this.#reader.push(bytes)) {
      const part = piece.type === undefined ? piece.bytes : this.#see(piece.type, piece.bytes);
      if (part !== undefined) forClient.push(part);
    }
    const [first] = forClient;
    if (first === undefined || this.#abandoned) this.#engine.release(bytes.length);
    else this.#write(forClient.length === 1 ? first : Buffer.concat(forClient), bytes.length);
    this.#settle();
  }

  onIdle(): void {
    if (this.#abandoned) {
      this.#answered();
      if (this.#ready) this.#settle();
      else this.#rollBack();
      return;
    }
    this.#held = false;
    this.#answered();
    this.#waitingSince = performance.now();
    this.pump();
  }

  onRoom(): void {
    this.pump();
  }

  onEnd(reason: string): void {
    this.#answered();
    this.#reject(serverEnded(reason));
  }

  get #finished(): boolean {
    return this.#engine.user !== this;
  }

  #feed(unit: FrontendUnit): void {
    this.#waitingSince = undefined;
    this.#working = true;
    this.#ready = false;
    this.#missing = unit.missing;
    this.#held = answered.has(unit.type);
    for (const message of this.#client.toBackend(unit)) this.#engine.send(message);
  }

  #write(bytes: Uint8Array, taken: number): void {
    if (this.#unwritten++ === 0) this.#writtenAt = performance.now();
    this.#client.write(bytes, () => {
      this.#unwritten--;
      this.#writtenAt = performance.now();
      this.#engine.release(taken);
    });
  }

  #see(type: number, message: Buffer): Uint8Array | undefined {
    if (type === BackendType.readyForQuery) {
      this.#held = false;
      this.#answered();
      this.#ready = message[5] === 0x49;
    }
    return this.#client.toClient(type, message);
  }

  /** Ends the turn when nothing of this client is under way any more. */
  #settle(): void {
    if (this.#finished) return;
    const idle = this.#ready && this.#missing === 0 && (!this.#abandoned || this.#engine.unread === 0);
    if (!idle) {
      this.pump();
      return;
    }
    this.#engine.user = undefined;
    this.#answered();
    // An interrupt that is still on its way must not reach the next client's statement.
    this.#interrupted.then(this.#resolve, this.#reject);
  }

  #answered(): void {
    this.#working = false;
    clearInterval(this.#interrupting);
    this.#interrupting = undefined;
  }

  #rollBack(): void {
    if (++this.#attempts > 5) {
      this.#engine.user = undefined;
      this.#answered();
      this.#reject(new Error("PostgreSQL does not come back to its main loop"));
      return;
    }
    this.#ready = false;
    for (const message of [copyFail("the client is gone"), sync, query("ROLLBACK")])
      this.#engine.send(message);
  }
}
