import { createServer, type Server, type Socket } from "node:net";
import type { Engine } from "../engine/engine.ts";
import { type FailureCode, ServerFailure } from "../failure.ts";
import { log } from "../log.ts";
import type { LoginRules } from "../login/log-in.ts";
import { WireError } from "../wire/error-fields.ts";
import { ClientConnection, type ConnectionHost } from "./client-connection.ts";
import { Core } from "./core.ts";
import { serverEnded } from "./server-ended.ts";

/** How many connections there may be; PostgreSQL's default. */
const connectionLimit = 100;
/**
 * How long, in milliseconds, a client may keep PostgreSQL waiting (idle in a transaction, or in the middle of a COPY)
 * while others wait for their turn. Longer, and it is ended with 25P03 and its transaction rolled back.
 */
const defaultWaitLimit = 60_000;
/** How long a running statement has, in milliseconds, when the server is to stop. */
const stopGrace = 10_000;

/** What a gateway is made with. */
export interface GatewayOptions extends Omit<LoginRules, "connectionsOf"> {
  /** Called before each turn; does not return when the data is gone. */
  readonly checkData: () => void;
  /** @default 60,000 ms */
  readonly waitLimit?: number;
}

/** Serves PostgreSQL's wire protocol to many clients, who take turns with the one process there is. */
export class Gateway implements ConnectionHost {
  readonly rules: LoginRules;
  readonly #server: Server;
  readonly #connections = new Map<number, ClientConnection>();
  readonly #watch: NodeJS.Timeout;
  readonly checkData: () => void;
  readonly #waitLimit: number;
  #core: Promise<Core>;
  #nextId = 1;

  constructor(
    engine: Promise<Engine>,
    { checkData, waitLimit = defaultWaitLimit, ...rules }: GatewayOptions,
  ) {
    this.rules = { ...rules, connectionsOf: (role) => this.#count((connection) => connection.user === role) };
    this.checkData = checkData;
    this.#waitLimit = waitLimit;
    this.#core = this.#coreOf(engine);
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    this.#watch = setInterval(() => void this.#endBlocker(), Math.min(1000, waitLimit / 2)).unref();
  }

  /** @throws ServerFailure when the port cannot be listened on */
  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
        const known: FailureCode = code === "EADDRINUSE" || code === "EACCES" ? code : "INTERNAL";
        reject(new ServerFailure(known, `cannot listen on ${host}:${port}: ${message}`));
      });
      this.#server.listen({ host, port, exclusive: true }, resolve);
    });
  }

  get connections(): Iterable<ClientConnection> {
    return this.#connections.values();
  }

  get full(): boolean {
    return this.#count((connection) => connection.user !== undefined) >= connectionLimit;
  }

  core(): Promise<Core> {
    return this.#core;
  }

  cancel(id: number, key: Buffer): void {
    const connection = this.#connections.get(id);
    if (connection?.hasKey(key)) connection.turn?.cancel();
  }

  /** Stops listening, and serving those who wait for PostgreSQL to start. */
  close(): void {
    clearInterval(this.#watch);
    this.#server.close();
  }

  /** PostgreSQL has ended: its clients are told, new ones wait for the next one. */
  replace(engine: Promise<Engine>, reason: string): void {
    this.#core = this.#coreOf(engine);
    for (const connection of this.#connections.values()) connection.refuse(serverEnded(reason));
  }

  notify(notification: Buffer, from?: ClientConnection): boolean {
    const channelEnd = notification.indexOf(0, 9);
    const channel = notification.toString("utf8", 9, channelEnd);
    // PostgreSQL has one process id; each connection was told its own.
    notification.writeInt32BE(from?.id ?? 0, 5);
    for (const connection of this.#connections.values()) {
      if (connection !== from && connection.listening.has(channel)) connection.send(notification);
    }
    return from?.listening.has(channel) === true;
  }

  /** Lets the running statement finish, ends all connections and gives PostgreSQL back, with nobody using it. */
  async stop(): Promise<Engine> {
    this.close();
    const core = await this.#core;
    const late = setTimeout(() => this.#cancelRunning(), stopGrace);
    const reason = WireError.fatal("57P01", "terminating connection due to administrator command");
    const end = (connection: ClientConnection) => connection.refuse(reason);
    const working = [...this.#connections.values()].filter(
      ({ turn }) => turn !== undefined && turn.waitingSince === undefined,
    );
    for (const connection of this.#connections.values()) if (!working.includes(connection)) end(connection);
    const poll = setInterval(() => {
      for (const connection of working) if (connection.turn?.waitingSince !== undefined) end(connection);
    }, 20);
    return await core.queue.run(async () => {
      clearTimeout(late);
      clearInterval(poll);
      for (const connection of this.#connections.values()) end(connection);
      return core.engine;
    });
  }

  #coreOf(engine: Promise<Engine>): Promise<Core> {
    const core = engine.then(
      (started) => new Core(started, (notification) => void this.notify(notification)),
    );
    // Whoever started PostgreSQL deals with its failure.
    core.catch(() => undefined);
    return core;
  }

  #accept(socket: Socket): void {
    const id = this.#nextId++;
    const connection = new ClientConnection(id, socket, this);
    this.#connections.set(id, connection);
    socket.on("close", () => this.#connections.delete(id));
    void connection.begin();
  }

  async #endBlocker(): Promise<void> {
    const core = await this.#core.catch(() => undefined);
    if (core === undefined || core.queue.waiting === 0) return;
    for (const connection of this.#connections.values()) {
      const since = connection.turn?.waitingSince;
      if (since === undefined || connection.ended || performance.now() - since < this.#waitLimit) continue;
      log(`connection ${connection.id} of ${connection.user} kept others waiting and is ended`);
      const message = "terminating connection due to idle-in-transaction timeout";
      const detail = `Others have waited ${this.#waitLimit / 1000} s for this transaction: the embedded server has one session.`;
      connection.refuse(WireError.fatal("25P03", message, { detail }));
    }
  }

  #cancelRunning(): void {
    for (const { turn } of this.#connections.values()) turn?.cancel();
  }

  #count(which: (connection: ClientConnection) => boolean): number {
    return [...this.#connections.values()].filter(which).length;
  }
}
