import { setMaxListeners } from "node:events";
import { ConnectionPool } from "../db/pool.ts";
import { UserError } from "../errors/user-error.ts";
import type { IndexBuilds } from "../operations/index/index-builds.ts";
import type { ConnectionConfig } from "./connection-config.ts";
import type { HandlerContext } from "./resource-handler.ts";

/** The provider between Configure and the end of the run: one pool for all resources. */
export class Session {
  readonly #config: ConnectionConfig | undefined;
  readonly #abort = new AbortController();
  #pool: ConnectionPool | undefined;
  /** Of builds alone: other resources do not wait until one of them is done. */
  #buildPool: ConnectionPool | undefined;
  #builds: Promise<IndexBuilds> | undefined;

  constructor(config: ConnectionConfig | undefined) {
    this.#config = config;
    // As many wait on it as there are resources at work; beyond ten Node would warn of a leak.
    setMaxListeners(0, this.#abort.signal);
  }

  /** Identity of the server that resources live on, where the configuration names one. */
  get serverIdentity(): string | undefined {
    return this.#config?.serverIdentity;
  }

  context(say: Pick<HandlerContext, "report" | "note" | "warn">): HandlerContext {
    const pool = () => this.#connect();
    const target = () => this.#requireConfig().target;
    const config = this.#config;
    return {
      get target() {
        return target();
      },
      get pool() {
        return pool();
      },
      adminUser: config?.target.user ?? "",
      signal: this.#abort.signal,
      builds: () => this.#indexBuilds(),
      knowsServer: config !== undefined,
      ...say,
    };
  }

  /** Ends what is under way: statements on the server are cancelled, nothing new is begun. Builds see to it themselves. */
  async cancel(): Promise<void> {
    this.#abort.abort(new DOMException("cancelled", "AbortError"));
    await this.#pool?.cancelStatements();
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool?.close(), this.#buildPool?.close()]);
  }

  #connect(): ConnectionPool {
    this.#abort.signal.throwIfAborted();
    const { target, maxConnections } = this.#requireConfig();
    this.#pool ??= new ConnectionPool(target, maxConnections, "pgstack provider");
    return this.#pool;
  }

  async #indexBuilds(): Promise<IndexBuilds> {
    this.#abort.signal.throwIfAborted();
    this.#builds ??= this.#openBuilds();
    return this.#builds;
  }

  /** Loaded when it is needed, as the handlers are. */
  async #openBuilds(): Promise<IndexBuilds> {
    const { IndexBuilds } = await import("../operations/index/index-builds.ts");
    const { target: connection, maxConnections, indexBuilds: atOnce } = this.#requireConfig();
    const oneSession = maxConnections === 1;
    if (!oneSession) this.#buildPool = new ConnectionPool(connection, atOnce, "pgstack index");
    const pool = this.#buildPool ?? this.#connect();
    return new IndexBuilds({ pool, connection, oneSession, atOnce });
  }

  #requireConfig(): ConnectionConfig {
    if (this.#config === undefined) {
      throw new UserError("the provider does not know which server to connect to", {
        where: "provider pgstack",
        mend: "Give the resource a provider with host, port, database, user and credential (opts.provider).",
      });
    }
    return this.#config;
  }
}
