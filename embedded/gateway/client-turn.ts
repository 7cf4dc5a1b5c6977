import type { Engine, EngineUser } from "../engine/engine.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { copyFail, Frontend, query, sync } from "../wire/message.ts";
import { serverEnded } from "./server-ended.ts";
import { StatementInterrupt } from "./statement-interrupt.ts";
import { type OutputClient, TurnOutput } from "./turn-output.ts";

/** What a turn needs of the connection whose turn it is. */
export interface TurnClient extends OutputClient {
  /** The client's next message, if it has come. */
  next(): FrontendUnit | "gone" | undefined;
  /** What to send to PostgreSQL for it. */
  toBackend(unit: FrontendUnit): readonly Uint8Array[];
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
/** Transaction status of a session outside any transaction. */
const idle = "I".charCodeAt(0);
/** What ends whatever a client that is gone has begun. */
const farewell = [copyFail("the client is gone"), sync, query("ROLLBACK")];
/** How often that is tried before PostgreSQL is given up. */
const mostFarewells = 5;
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
  readonly #output: TurnOutput;
  readonly #interrupt: StatementInterrupt;
  readonly #end: PromiseWithResolvers<void> = Promise.withResolvers();
  /** Something was sent that PostgreSQL has to answer before more is sent. */
  #held = false;
  /** PostgreSQL has neither answered what was sent nor asked for more. */
  #working = false;
  /** PostgreSQL's last word was that it is ready, outside a transaction. */
  #ready = false;
  /** Bytes of a CopyData whose beginning was sent. */
  #missing = 0;
  #abandoned = false;
  #farewells = 0;
  #idleSince: number | undefined;

  constructor(engine: Engine, client: TurnClient) {
    this.#engine = engine;
    this.#client = client;
    this.#output = new TurnOutput(engine, client);
    this.#interrupt = new StatementInterrupt(engine);
    this.done = this.#end.promise;
  }

  /**
   * Since when the client keeps PostgreSQL waiting, by `performance.now()`: it sends nothing inside a transaction or a
   * COPY, or does not take what it asked for. `undefined` while PostgreSQL works.
   */
  get waitingSince(): number | undefined {
    return this.#output.stalledSince ?? this.#idleSince;
  }

  begin(): void {
    this.#engine.user = this;
    this.pump();
  }

  /** Sends on what the client has sent. */
  pump(): void {
    const batch: Uint8Array[] = [];
    let size = this.#engine.unread;
    let gone = false;
    while (!this.#held && !this.#finished && !this.#abandoned && size < inputLimit) {
      const unit = this.#client.next();
      gone = unit === "gone";
      if (unit === undefined || unit === "gone") break;
      size += unit.bytes.length;
      batch.push(...this.#accept(unit));
    }
    if (batch.length > 0) this.#engine.send(batch);
    if (gone) this.abandon();
  }

  /** Ends the running statement, if there is one, with 57014. */
  cancel(): void {
    if (this.#working && !this.#finished) this.#interrupt.begin();
  }

  /** The client is gone: brings PostgreSQL back to where the next one can begin. */
  abandon(): void {
    if (this.#abandoned || this.#finished) return;
    this.#abandoned = true;
    this.#output.closed = true;
    this.cancel();
    // What has come of a CopyData goes before its padding, so that the count is right.
    while (this.#missing > 0) {
      const unit = this.#client.next();
      if (unit === undefined || unit === "gone") break;
      this.#engine.send(this.#accept(unit));
    }
    for (; this.#missing > 0; this.#missing -= Math.min(this.#missing, padding.length)) {
      this.#engine.send([padding.subarray(0, this.#missing)]);
    }
    this.#sayFarewell();
  }

  onOutput(bytes: Uint8Array): void {
    this.#output.take(bytes, (status) => {
      this.#answered();
      this.#ready = status === idle;
    });
    this.#settle();
  }

  onIdle(): void {
    this.#answered();
    this.#idleSince = performance.now();
    if (!this.#abandoned) this.#settle();
    else if (this.#ready) this.#finish();
    else this.#sayFarewell();
  }

  onRoom(): void {
    this.pump();
  }

  onEnd(reason: string): void {
    void this.#interrupt.end();
    this.#end.reject(serverEnded(reason));
  }

  get #finished(): boolean {
    return this.#engine.user !== this;
  }

  #accept(unit: FrontendUnit): readonly Uint8Array[] {
    this.#idleSince = undefined;
    this.#working = true;
    this.#ready = false;
    this.#missing = unit.missing;
    this.#held = answered.has(unit.type);
    return this.#client.toBackend(unit);
  }

  #answered(): void {
    this.#held = false;
    this.#working = false;
    void this.#interrupt.end();
  }

  /**
   * Ends the turn when nothing of this client is under way any more. One that is gone has several messages under way at
   * once, each with an answer of its own: its turn lasts until PostgreSQL has nothing left to do.
   */
  #settle(): void {
    if (this.#finished || this.#abandoned) return;
    if (!this.#ready || this.#missing > 0) this.pump();
    else this.#finish();
  }

  #finish(): void {
    this.#engine.user = undefined;
    this.#interrupt.end().then(this.#end.resolve, this.#end.reject);
  }

  #sayFarewell(): void {
    this.#ready = false;
    if (++this.#farewells <= mostFarewells) {
      this.#engine.send(farewell);
      return;
    }
    this.#engine.user = undefined;
    this.#end.reject(new Error("PostgreSQL does not come back to its main loop"));
  }
}
