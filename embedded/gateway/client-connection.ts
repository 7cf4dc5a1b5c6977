import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { type LoginRules, logIn } from "../login/log-in.ts";
import { WireError } from "../wire/error-fields.ts";
import type { FrontendUnit } from "../wire/frontend-reader.ts";
import {
  authentication,
  BackendType,
  closeStatement,
  errorResponse,
  Frontend,
  int32,
  message,
  parameterStatus,
  query,
  readyForQuery,
  sync,
} from "../wire/message.ts";
import type { StartupPacket } from "../wire/startup-packet.ts";
import { ClientTurn, type TurnClient } from "./client-turn.ts";
import { ConnectionInput } from "./connection-input.ts";
import type { Core } from "./core.ts";
import { Listening } from "./listening.ts";
import { PreparedStatements } from "./prepared-statements.ts";
import type { Session } from "./session.ts";

/** What a connection needs of the gateway. */
export interface ConnectionHost {
  readonly rules: LoginRules;
  /** PostgreSQL; waits while it is being started again. */
  core(): Promise<Core>;
  /** Whether one more may be served. */
  readonly full: boolean;
  cancel(pid: number, key: Buffer): void;
  /** All connections that are logged in. */
  readonly connections: Iterable<ClientConnection>;
  /** Passes a notification to all who listen but `from`; says whether `from` listens, too. */
  notify(message: Buffer, from: ClientConnection | undefined): boolean;
}

/** How long a client may take to log in, in milliseconds; PostgreSQL's default. */
const loginLimit = 60_000;
const newestMinor = 2;

/** One client, from its first packet to its end. */
export class ClientConnection implements TurnClient {
  readonly id: number;
  readonly listening = new Listening();
  readonly #host: ConnectionHost;
  readonly #socket: Socket;
  readonly #input: ConnectionInput;
  #core: Core | undefined;
  #session: Session | undefined;
  #statements: PreparedStatements | undefined;
  #key: Buffer = Buffer.alloc(0);
  #turn: ClientTurn | undefined;
  #asked = false;
  #ended = false;

  constructor(id: number, socket: Socket, host: ConnectionHost) {
    this.id = id;
    this.#host = host;
    this.#socket = socket;
    this.#input = new ConnectionInput(socket);
  }

  /** Name of the role that is logged in. */
  get user(): string | undefined {
    return this.#session?.login.name;
  }

  /** Since when this client keeps PostgreSQL waiting, if it has it. */
  get waitingSince(): number | undefined {
    return this.#turn?.waitingSince;
  }

  /** Whether PostgreSQL works for this client. */
  get working(): boolean {
    return this.#turn !== undefined && this.#turn.waitingSince === undefined;
  }

  /** Serves the client until it is logged in; from then on it is served as its messages come. */
  async begin(): Promise<void> {
    const late = setTimeout(() => this.#socket.destroy(), loginLimit);
    try {
      const packet = await this.#firstPacket();
      if (packet.kind === "cancel") {
        this.#host.cancel(packet.pid, packet.key);
        this.#socket.end();
        return;
      }
      if (this.#host.full) throw WireError.fatal("53300", "sorry, too many clients already");
      if (packet.kind === "startup") await this.#logIn(packet);
    } catch (error) {
      this.#refuse(error);
      return;
    } finally {
      clearTimeout(late);
    }
    this.#input.onChange = () => this.#changed();
    this.#changed();
  }

  /** Whether a cancel request is meant for this connection. */
  hasKey(key: Buffer): boolean {
    return this.#key.length > 0 && this.#key.equals(key);
  }

  /** Cancels the running statement. */
  cancel(): void {
    this.#turn?.cancel();
  }

  /** Ends the connection with a reason. */
  end(reason: WireError): void {
    this.#refuse(reason);
    this.#changed();
  }

  /** Sends a message outside any turn. */
  send(bytes: Uint8Array): void {
    if (!this.#socket.destroyed && !this.#ended) this.#socket.write(bytes);
  }

  next(): FrontendUnit | undefined {
    const unit = this.#input.peek();
    return unit?.type === Frontend.terminate ? undefined : this.#input.next();
  }

  rewrite(unit: FrontendUnit): readonly Uint8Array[] {
    const { messages, hints } = this.#statements?.rewrite(unit) ?? { messages: [unit.bytes] };
    if (hints !== undefined) {
      this.listening.mentioned(hints.channels);
      if (this.#session !== undefined) {
        this.#session.changed ||= hints.setsConfig;
        for (const name of hints.ownParameters) this.#session.ownParameters.add(name);
      }
    }
    return messages;
  }

  see(type: number, bytes: Buffer): Uint8Array | undefined {
    switch (type) {
      case BackendType.parseComplete:
      case BackendType.closeComplete:
        return this.#statements?.answered() ? bytes : undefined;
      case BackendType.error:
        this.#statements?.failed();
        return this.#withoutPrefix(bytes);
      case BackendType.parameterStatus:
        this.#markChanged();
        return bytes;
      case BackendType.notification:
        return this.#host.notify(bytes, this) ? bytes : undefined;
      case BackendType.commandComplete:
        this.#completed(bytes.toString("latin1", 5, bytes.length - 1));
        return bytes;
      default:
        return bytes;
    }
  }

  write(bytes: Uint8Array, written: () => void): void {
    if (this.#socket.destroyed || this.#ended) setImmediate(written);
    else this.#socket.write(bytes, written);
  }

  async #firstPacket(): Promise<StartupPacket> {
    for (;;) {
      const packet = await this.#input.startupPacket();
      if (packet.kind !== "encryption") return packet;
      this.#socket.write("N");
    }
  }

  async #logIn({ parameters, minor }: Extract<StartupPacket, { kind: "startup" }>): Promise<void> {
    const unknown = [...parameters.keys()].filter((name) => name.startsWith("_pq_."));
    if (minor > newestMinor || unknown.length > 0) {
      const version = int32((3 << 16) | Math.min(minor, newestMinor));
      this.#socket.write(message("v", version, int32(unknown.length), unknown.map((name) => `${name}\0`).join("")));
    }
    const core = await this.#host.core();
    const dialogue = {
      write: (bytes: Uint8Array) => void this.#socket.write(bytes),
      read: () => this.#input.wait(),
    };
    const { session, reported } = await logIn(core, dialogue, parameters, this.#host.rules);
    this.#core = core;
    this.#session = session;
    this.#statements = new PreparedStatements(this.id, core.backstage.present);
    this.#key = randomBytes(minor >= 2 ? 32 : 4);
    this.#socket.write(
      Buffer.concat([
        authentication(0),
        ...reported.map(([name, value]) => parameterStatus(name, value)),
        message("K", int32(this.id), this.#key),
        readyForQuery("I"),
      ]),
    );
  }

  #refuse(error: unknown): void {
    if (this.#ended) return;
    if (!this.#socket.destroyed) {
      const known = error instanceof WireError ? error : undefined;
      const gone = this.#input.failure !== undefined && known === undefined;
      const told = known ?? WireError.fatal("XX000", `internal error: ${(error as Error).message}`);
      if (!gone) this.#socket.write(errorResponse({ ...told.fields, severity: "FATAL" }));
      this.#socket.end();
      // A client that does not read must not keep the connection open.
      setTimeout(() => this.#socket.destroy(), 1000).unref();
    }
    this.#ended = true;
  }

  /** Something came from the client, or it is gone. */
  #changed(): void {
    const gone = this.#ended || this.#input.failure !== undefined || this.#input.peek()?.type === Frontend.terminate;
    if (!gone) {
      if (this.#turn !== undefined) this.#turn.pump();
      else void this.#askForTurn();
      return;
    }
    if (this.#input.failure instanceof WireError) this.#refuse(this.#input.failure);
    if (!this.#ended) this.#socket.end();
    this.#ended = true;
    if (this.#turn !== undefined) this.#turn.abandon();
    else void this.#askForTurn();
  }

  /** Asks for PostgreSQL, once: for the next message, or to clear up behind a client that is gone. */
  async #askForTurn(): Promise<void> {
    const core = this.#core;
    if (core === undefined || this.#asked) return;
    if (!this.#ended && this.#input.peek() === undefined) return;
    this.#asked = true;
    try {
      await core.queue.run(() => (this.#ended ? this.#clearUp(core) : this.#takeTurn(core)));
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.#asked = false;
    }
    core.usedAt = performance.now();
    if (this.#session !== undefined) this.#changed();
  }

  async #takeTurn(core: Core): Promise<void> {
    this.#dropLeftovers();
    if (this.#session === undefined || this.#input.peek() === undefined) return;
    await core.sessions.enter(this.#session);
    const turn = new ClientTurn(core.engine, this);
    this.#turn = turn;
    try {
      turn.begin();
      // The client may have gone while its session was put in place.
      if (this.#ended) turn.abandon();
      await turn.done;
    } finally {
      this.#turn = undefined;
    }
    await this.listening.settle(core.backstage, this.#host.connections);
  }

  /** What a client still sent of a COPY that had failed by then. */
  #dropLeftovers(): void {
    const leftover = new Set<number | undefined>([Frontend.copyData, Frontend.copyDone, Frontend.copyFail]);
    while (leftover.has(this.#input.peek()?.type)) this.#input.next();
  }

  async #clearUp(core: Core): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    core.sessions.leave(session);
    this.listening.stop();
    const others = [...this.#host.connections].some((other) => other !== this);
    if (!others) {
      this.#statements?.allGone();
      await core.sessions.ask("DISCARD ALL");
      return;
    }
    const names = this.#statements?.left() ?? [];
    if (names.length > 0) await core.backstage.exchange([...names.map(closeStatement), sync]);
    await this.listening.settle(core.backstage, this.#host.connections);
  }

  #completed(tag: string): void {
    if (/^(SET|RESET|DISCARD ALL|DO|CALL)$/.test(tag)) this.#markChanged();
    if (tag === "DISCARD ALL" || tag === "DEALLOCATE ALL") this.#statements?.allGone();
    this.listening.completed(tag);
  }

  #markChanged(): void {
    if (this.#session !== undefined) this.#session.changed = true;
  }

  /** The prefix of a prepared statement's name is the gateway's own affair. */
  #withoutPrefix(bytes: Buffer): Buffer {
    const prefix = this.#statements?.prefix ?? "";
    if (prefix === "" || !bytes.includes(prefix)) return bytes;
    return message(BackendType.error, bytes.toString("utf8", 5).replaceAll(prefix, ""));
  }
}
