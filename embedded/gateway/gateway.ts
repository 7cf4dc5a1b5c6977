import { createServer, type Server, type Socket } from "node:net";
import type { Engine } from "../engine/engine.ts";
import { type FailureCode, ServerFailure } from "../failure.ts";
import { log } from "../log.ts";
import type { LoginRules } from "../login/log-in.ts";
import { WireError } from "../wire/error-fields.ts";
import { ClientConnection, type ConnectionHost } from "./client-connection.ts";
import { Core } from "./core.ts";
import type { ServedClient } from "./served-client.ts";
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

const stopped = WireError.fatal("57P01", "terminating connection due to administrator command");

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
  readonly checkData: () => void;
  readonly #server: Server;
  readonly #connections = new Map<number, ClientConnection>();
  readonly #waitLimit: number;
  readonly #watch: NodeJS.Timeout;
  #core: Promise<Core>;
  #nextId = 1;

  constructor(
    engine: Promise<Engine>,
    { checkData, waitLimit = defaultWaitLimit, ...rules }: GatewayOptions,
  ) {
    const connectionsOf = (role: string) =>
      this.clients.filter(({ session }) => session.login.name === role).length;
    this.rules = { ...rules, connectionsOf };
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

  get clients(): readonly ServedClient[] {
    return [...this.#connections.values()].flatMap(({ client }) => client ?? []);
  }

  get full(): boolean {
    return this.clients.length >= connectionLimit;
  }

  core(): Promise<Core> {
    return this.#core;
  }

  cancel(id: number, key: Buffer): void {
    const connection = this.#connections.get(id);
    if (connection?.hasKey(key)) connection.cancel();
  }

  notify(notification: Buffer, from?: ClientConnection): boolean {
    const channel = notification.toString("utf8", 9, notification.indexOf(0, 9));
    // PostgreSQL has one process id; each connection was told its own.
    notification.writeInt32BE(from?.id ?? 0, 5);
    for (const connection of this.#connections.values()) {
      if (connection !== from && connection.client?.listening.has(channel)) connection.send(notification);
    }
    return from?.client?.listening.has(channel) === true;
  }

  /** PostgreSQL has ended: its clients are told, new ones wait for the next one. */
  replace(engine: Promise<Engine>, reason: string): void {
    this.#core = this.#coreOf(engine);
    this.#endAll(serverEnded(reason));
  }

  /** Stops listening, and serving those who wait for PostgreSQL to start. */
  close(): void {
    clearInterval(this.#watch);
    this.#server.close();
  }

  /** Lets the running statement finish, ends all connections and gives PostgreSQL back, with nobody using it. */
  async stop(): Promise<Engine> {
    this.close();
    const core = await this.#core;
    const late = setTimeout(() => this.clients.map(({ turn }) => turn?.cancel()), stopGrace);
    const end = () =>
      this.#endAll(
        stopped,
        ({ client }) => client?.turn === undefined || client.turn.waitingSince !== undefined,
      );
    const poll = setInterval(end, 20);
    end();
    return await core.queue.run(async () => {
      clearTimeout(late);
      clearInterval(poll);
      this.#endAll(stopped);
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
    const detail = `Others have waited ${this.#waitLimit / 1000} s for this one: the embedded server has one session.`;
    const reason = WireError.fatal("25P03", "terminating connection due to idle-in-transaction timeout", {
      detail,
    });
    const blocks = ({ client, ended }: ClientConnection) => {
      const since = client?.turn?.waitingSince;
      return !ended && since !== undefined && performance.now() - since > this.#waitLimit;
    };
    if (this.#endAll(reason, blocks) > 0) log("a connection that kept others waiting was ended");
  }

  #endAll(reason: WireError, which: (connection: ClientConnection) => boolean = () => true): number {
    const chosen = [...this.#connections.values()].filter(which);
    for (const connection of chosen) connection.refuse(reason);
    return chosen.length;
  }
}
