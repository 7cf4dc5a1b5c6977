import { ConnectionPool } from "../db/pool.ts";
import { UserError } from "../errors/user-error.ts";
import type { ConnectionConfig } from "./connection-config.ts";
import type { HandlerContext } from "./resource-handler.ts";

/** The provider between Configure and the end of the run: one pool for all resources. */
export class Session {
  readonly #config: ConnectionConfig | undefined;
  readonly #abort = new AbortController();
  #pool: ConnectionPool | undefined;

  constructor(config: ConnectionConfig | undefined) {
    this.#config = config;
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
      knowsServer: config !== undefined,
      ...say,
    };
  }

  /** Ends what is under way: statements on the server are cancelled, nothing new is begun. */
  async cancel(): Promise<void> {
    this.#abort.abort(new DOMException("cancelled", "AbortError"));
    await this.#pool?.cancelStatements();
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  #connect(): ConnectionPool {
    this.#abort.signal.throwIfAborted();
    const { target, maxConnections } = this.#requireConfig();
    this.#pool ??= new ConnectionPool(target, maxConnections, "pgstack provider");
    return this.#pool;
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
