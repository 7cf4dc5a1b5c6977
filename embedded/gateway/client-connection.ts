import type { Socket } from "node:net";
import { WireError } from "../wire/error-fields.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { closeStatement, errorResponse, Frontend, sync } from "../wire/message.ts";
import { ClientTraffic } from "./client-traffic.ts";
import { ClientTurn } from "./client-turn.ts";
import { ConnectionInput } from "./connection-input.ts";
import { type Greeted, type GreetingHost, greetClient } from "./greet-client.ts";
import { Listening } from "./listening.ts";
import { PreparedStatements } from "./prepared-statements.ts";
import { TemporaryTables } from "./temporary-tables.ts";

/** What a connection needs of the gateway. */
export interface ConnectionHost extends GreetingHost {
  /** All connections there are. */
  readonly connections: Iterable<ClientConnection>;
  /** Does not return when the data folder is gone. */
  checkData(): void;
  /** Passes a notification on to all who listen but `from`; says whether `from` listens, too. */
  notify(notification: Buffer, from: ClientConnection): boolean;
}

/** How long a client may take to log in, in milliseconds; PostgreSQL's default. */
const loginLimit = 60_000;
/** What may still come of a COPY that had failed by then. */
const leftovers = new Set<number | undefined>([Frontend.copyData, Frontend.copyDone, Frontend.copyFail]);

interface Served extends Greeted {
  readonly statements: PreparedStatements;
  readonly traffic: ClientTraffic;
}

/** One client, from its first packet to its end. */
export class ClientConnection {
  readonly id: number;
  readonly listening = new Listening();
  readonly temporary = new TemporaryTables();
  readonly #host: ConnectionHost;
  readonly #socket: Socket;
  readonly #input: ConnectionInput;
  #served: Served | undefined;
  #turn: ClientTurn | undefined;
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

  /** The role that is logged in. */
  get user(): string | undefined {
    return this.#served?.session.login.name;
  }

  /** Whether it is over for the client. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Its turn with PostgreSQL, while it has it. */
  get turn(): ClientTurn | undefined {
    return this.#turn;
  }

  /** Logs the client in; from then on it is served as its messages come. */
  async begin(): Promise<void> {
    const late = setTimeout(() => this.#socket.destroy(), loginLimit);
    try {
      const greeted = await greetClient(this.id, this.#socket, this.#input, this.#host);
      if (greeted === undefined) this.#end();
      else this.#serve(greeted);
    } catch (error) {
      this.refuse(error);
    } finally {
      clearTimeout(late);
    }
  }

  /** Whether a cancel request with this key is meant for this connection. */
  hasKey(key: Buffer): boolean {
    return this.#served?.key.equals(key) === true;
  }

  /** Sends a message outside a turn. */
  send(bytes: Uint8Array): void {
    if (!this.#ended) this.#socket.write(bytes);
  }

  /** Ends the connection, telling the client why unless it is gone. */
  refuse(error: unknown): void {
    if (this.#ended) return;
    const gone = error === this.#input.failure && !(error instanceof WireError);
    if (!gone && this.#served?.traffic.fatal !== true) {
      const told =
        error instanceof WireError
          ? error
          : WireError.fatal("XX000", `internal error: ${(error as Error).message}`);
      this.#socket.write(errorResponse({ ...told.fields, severity: "FATAL" }));
    }
    this.#end();
    this.#changed();
  }

  #serve(greeted: Greeted): void {
    const { core, session } = greeted;
    const statements = new PreparedStatements(this.id, core.backstage.present);
    const notify = (notification: Buffer) => this.#host.notify(notification, this);
    this.#served = {
      ...greeted,
      statements,
      traffic: new ClientTraffic({
        session,
        statements,
        listening: this.listening,
        temporary: this.temporary,
        notify,
      }),
    };
    this.#input.onChange = () => this.#changed();
    this.#changed();
  }

  /** Something has come from the client, or it is gone. */
  #changed(): void {
    if (this.#input.failure !== undefined && !this.#ended) this.refuse(this.#input.failure);
    else if (this.#turn === undefined) void this.#askForTurn();
    else if (this.#ended) this.#turn.abandon();
    else this.#turn.pump();
  }

  /** Asks for PostgreSQL, once: for the client's next message, or to clear up behind it. */
  async #askForTurn(): Promise<void> {
    const served = this.#served;
    if (served === undefined || this.#asked) return;
    if (!this.#ended && this.#input.peek()?.type === Frontend.terminate) this.#end();
    if (!this.#ended && this.#input.peek() === undefined) return;
    this.#asked = true;
    try {
      await served.core.queue.run(() => (this.#ended ? this.#clearUp(served) : this.#takeTurn(served)));
    } catch (error) {
      this.refuse(error);
    }
    this.#asked = false;
    served.core.usedAt = performance.now();
    void this.#askForTurn();
  }

  async #takeTurn(served: Served): Promise<void> {
    while (leftovers.has(this.#input.peek()?.type)) this.#input.next();
    if (this.#input.peek() === undefined || this.#input.peek()?.type === Frontend.terminate) return;
    const { core, session, traffic } = served;
    this.#host.checkData();
    await core.sessions.enter(session);
    const turn = new ClientTurn(core.engine, {
      next: () => this.#next(),
      toBackend: (unit) => traffic.toBackend(unit),
      toClient: (type, bytes) => traffic.toClient(type, bytes),
      write: (bytes, written) => this.#write(bytes, written),
    });
    this.#turn = turn;
    try {
      turn.begin();
      if (this.#ended) turn.abandon();
      await turn.done;
    } finally {
      this.#turn = undefined;
    }
    await this.listening.settle(core.backstage, this.#host.connections);
    await this.temporary.settle(core.backstage, this.#host.connections);
  }

  /** Takes along what the client leaves behind in the one session all share. */
  async #clearUp({ core, session, statements }: Served): Promise<void> {
    this.#served = undefined;
    core.sessions.leave(session);
    this.listening.stop();
    if ([...this.#host.connections].some((other) => other !== this && other.user !== undefined)) {
      const closes = statements.left().map(closeStatement);
      if (closes.length > 0) await core.backstage.exchange([...closes, sync]);
      await this.listening.settle(core.backstage, this.#host.connections);
      await this.temporary.drop(core.sessions);
    } else {
      statements.allGone();
      await core.sessions.ask("DISCARD ALL");
    }
  }

  /** The client's next message. One that says farewell inside a transaction is a client that is gone. */
  #next(): FrontendUnit | "gone" | undefined {
    return this.#input.peek()?.type === Frontend.terminate ? "gone" : this.#input.next();
  }

  #write(bytes: Uint8Array, written: () => void): void {
    if (this.#ended || this.#socket.destroyed) setImmediate(written);
    else this.#socket.write(bytes, () => written());
  }

  #end(): void {
    this.#ended = true;
    this.#socket.end();
    // A client that does not read must not keep the connection open.
    setTimeout(() => this.#socket.destroy(), 1000).unref();
  }
}
