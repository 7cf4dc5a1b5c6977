import type { FrontendUnit } from "../wire/frontend-reader.ts";
import { closeStatement, sync } from "../wire/message.ts";
import { ClientTraffic, type Notify } from "./client-traffic.ts";
import { ClientTurn } from "./client-turn.ts";
import type { Core } from "./core.ts";
import type { Greeted } from "./greet-client.ts";
import { Listening } from "./listening.ts";
import { PreparedStatements } from "./prepared-statements.ts";
import type { Session } from "./session.ts";
import { TemporaryTables } from "./temporary-tables.ts";

/** The client's end of the wire. */
export interface ClientWire {
  /** The next message, if it has come; `gone` when the client has said farewell. */
  next(): FrontendUnit | "gone" | undefined;
  /** Sends to the client; calls back when it is out of the process, or the client is gone. */
  write(bytes: Uint8Array, written: () => void): void;
}

/** A client that is logged in, with all that is its own in the one session PostgreSQL has. */
export class ServedClient {
  readonly core: Core;
  readonly session: Session;
  /** What a request to cancel one of its statements has to bring. */
  readonly key: Buffer;
  readonly listening = new Listening();
  readonly temporary = new TemporaryTables();
  readonly traffic: ClientTraffic;
  readonly #statements: PreparedStatements;
  #turn: ClientTurn | undefined;

  constructor(id: number, { core, session, key }: Greeted, notify: Notify) {
    this.core = core;
    this.session = session;
    this.key = key;
    this.#statements = new PreparedStatements(id, core.backstage.present);
    const { listening, temporary } = this;
    this.traffic = new ClientTraffic({ session, statements: this.#statements, listening, temporary, notify });
  }

  /** Its turn with PostgreSQL, while it has it. */
  get turn(): ClientTurn | undefined {
    return this.#turn;
  }

  /** Serves the client for one turn. To be called by who has the turn. */
  async takeTurn(wire: ClientWire, all: Iterable<ServedClient>): Promise<void> {
    const { core, traffic } = this;
    await core.sessions.enter(this.session);
    const turn = new ClientTurn(core.engine, {
      next: () => wire.next(),
      write: (bytes, written) => wire.write(bytes, written),
      toBackend: (unit) => traffic.toBackend(unit),
      toClient: (type, bytes) => traffic.toClient(type, bytes),
    });
    this.#turn = turn;
    try {
      turn.begin();
      await turn.done;
    } finally {
      this.#turn = undefined;
    }
    await this.listening.settle(core.backstage, all);
    await this.temporary.settle(core.backstage, all);
  }

  /**
   * Takes along what the client leaves behind. To be called by who has the turn.
   *
   * @param others the other clients
   */
  async clearUp(others: readonly ServedClient[]): Promise<void> {
    const { core } = this;
    core.sessions.leave(this.session);
    if (others.length === 0) {
      this.#statements.allGone();
      await core.sessions.ask("DISCARD ALL");
      return;
    }
    const closes = this.#statements.left().map(closeStatement);
    if (closes.length > 0) await core.backstage.exchange([...closes, sync]);
    this.listening.stop();
    await this.listening.settle(core.backstage, others);
    await this.temporary.drop(core.sessions);
  }
}
