import type { Socket } from "node:net";
import { WireError } from "../wire/error-fields.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { errorResponse, Frontend, readyForQuery } from "../wire/message.ts";
import { ConnectionInput } from "./connection-input.ts";
import { type GreetingHost, greetClient } from "./greet-client.ts";
import { ServedClient } from "./served-client.ts";

/** What a connection needs of the gateway. */
export interface ConnectionHost extends GreetingHost {
  /** The clients that are logged in. */
  readonly clients: readonly ServedClient[];
  /** Does not return when the data folder is gone. */
  checkData(): void;
  /** Passes a notification on to all who listen but `from`; says whether `from` listens, too. */
  notify(notification: Buffer, from: ClientConnection): boolean;
}

/** How long a client may take to log in, in milliseconds; PostgreSQL's default. */
const loginLimit = 60_000;
/** How long a client may take to read why its connection ends, in milliseconds. */
const farewellLimit = 1_000;
/** What may still come of a COPY that had failed by then. */
const leftovers = new Set<number | undefined>([Frontend.copyData, Frontend.copyDone, Frontend.copyFail]);

/** What PostgreSQL answers with ReadyForQuery. */
const endsExchange = new Set<number>([Frontend.query, Frontend.sync, Frontend.functionCall]);

/** One client's connection, from its first packet to its end. */
export class ClientConnection {
  readonly id: number;
  readonly #host: ConnectionHost;
  readonly #socket: Socket;
  readonly #input: ConnectionInput;
  #client: ServedClient | undefined;
  /** Whether a turn is asked for or under way. */
  #asked = false;
  /** Nothing is read from the client any more, and nothing written to it. */
  #ended = false;

  constructor(id: number, socket: Socket, host: ConnectionHost) {
    this.id = id;
    this.#host = host;
    this.#socket = socket;
    this.#input = new ConnectionInput(socket);
  }

  /** Whether a cancel request with this key is meant for this connection. */
  hasKey(key: Buffer): boolean {
    return this.#client?.key.equals(key) === true;
  }

  /** The client, from its login until it is cleared up behind it. */
  get client(): ServedClient | undefined {
    return this.#client;
  }

  /** Whether it is over for the client. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Logs the client in; from then on it is served as its messages come. */
  async begin(): Promise<void> {
    const late = WireError.fatal("57014", "canceling authentication due to timeout");
    const timer = setTimeout(() => this.refuse(late), loginLimit);
    try {
      const greeted = await greetClient(this.id, this.#socket, this.#input, this.#host);
      if (greeted === undefined) this.#end();
      else this.#client = new ServedClient(this.id, greeted, (bytes) => this.#host.notify(bytes, this));
    } catch (error) {
      this.refuse(error);
    } finally {
      clearTimeout(timer);
    }
    this.#input.onChange = () => this.#changed();
    this.#changed();
  }

  /** Sends a message outside a turn. */
  send(bytes: Uint8Array): void {
    if (!this.#ended) this.#socket.write(bytes);
  }

  /** Cancels what the client has asked for: the running statement, or the one that waits for its turn. */
  cancel(): void {
    if (this.#client?.turn !== undefined) this.#client.turn.cancel();
    else if (this.#client !== undefined && this.#input.discard(endsExchange)) {
      const fields = {
        severity: "ERROR",
        code: "57014",
        message: "canceling statement due to user request",
      } as const;
      this.send(Buffer.concat([errorResponse(fields), readyForQuery("I")]));
    }
  }

  /** Ends the connection, telling the client why unless it is gone, or PostgreSQL has told it. */
  refuse(error: unknown): void {
    if (this.#ended) return;
    const gone = error === this.#input.failure && !(error instanceof WireError);
    if (!gone && this.#client?.traffic.fatal !== true) {
      const internal = `internal error: ${(error as Error).message}`;
      const { fields } = error instanceof WireError ? error : WireError.fatal("XX000", internal);
      this.#socket.write(errorResponse({ ...fields, severity: "FATAL" }));
    }
    this.#end();
    this.#changed();
  }

  /** Something has come from the client, or it is gone. */
  #changed(): void {
    const turn = this.#client?.turn;
    if (this.#input.failure !== undefined && !this.#ended) this.refuse(this.#input.failure);
    else if (turn === undefined) void this.#askForTurn();
    else if (this.#ended) turn.abandon();
    else turn.pump();
  }

  /** Asks for PostgreSQL, once: for the client's next message, or to clear up behind it. */
  async #askForTurn(): Promise<void> {
    const client = this.#client;
    if (client === undefined || this.#asked) return;
    while (!this.#ended && leftovers.has(this.#input.peek()?.type)) this.#input.next();
    if (this.#input.peek()?.type === Frontend.terminate && !this.#ended) this.#end();
    if (this.#input.peek() === undefined && !this.#ended) return;
    this.#asked = true;
    try {
      await client.core.queue.run(() => this.#useTurn(client));
    } catch (error) {
      this.refuse(error);
    }
    this.#asked = false;
    client.core.usedAt = performance.now();
    void this.#askForTurn();
  }

  async #useTurn(client: ServedClient): Promise<void> {
    this.#host.checkData();
    if (!this.#ended) {
      // What the turn was asked for may have been cancelled.
      if (this.#input.peek() === undefined) return;
      const next = () => this.#next();
      const write = (bytes: Uint8Array, written: () => void) => this.#write(bytes, written);
      await client.takeTurn({ next, write }, this.#host.clients);
      return;
    }
    this.#client = undefined;
    await client.clearUp(this.#host.clients);
  }

  #next(): FrontendUnit | "gone" | undefined {
    const farewell = this.#ended || this.#input.peek()?.type === Frontend.terminate;
    return farewell ? "gone" : this.#input.next();
  }

  #write(bytes: Uint8Array, written: () => void): void {
    if (this.#ended || this.#socket.destroyed) setImmediate(written);
    else this.#socket.write(bytes, () => written());
  }

  #end(): void {
    this.#ended = true;
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), farewellLimit).unref();
  }
}
