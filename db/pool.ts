import pg from "pg";
import { cancelStatement } from "./cancel-statement.ts";
import { clientConfig } from "./client-config.ts";
import { connectionError } from "./connection-error.ts";
import type { ConnectionTarget } from "./connection-target.ts";
import { OpeningClient, refusedPassword } from "./opening-client.ts";
import { PasswordSource } from "./password-source.ts";

/** A bounded set of connections to one server, opened when first needed. */
export class ConnectionPool {
  readonly #target: ConnectionTarget;
  readonly #pool: pg.Pool;
  readonly #passwords: PasswordSource;
  readonly #busy = new Set<pg.PoolClient>();

  /** @param maxConnections how many at once; 1 for a server whose connections share one session */
  constructor(target: ConnectionTarget, maxConnections: number, applicationName: string) {
    this.#target = target;
    this.#passwords = new PasswordSource(target);
    const { connectionTimeoutMillis, ...config } = clientConfig(
      target,
      applicationName,
      this.#passwords.offer,
    );
    this.#pool = new pg.Pool({
      ...config,
      // The limit is for opening a connection; a piece of work may wait for its turn as long as others take.
      Client: class extends OpeningClient {
        constructor() {
          super({ ...config, connectionTimeoutMillis });
        }
      },
      max: maxConnections,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    // A connection that breaks while idle is replaced at its next use.
    this.#pool.on("error", () => undefined);
  }

  /**
   * Runs `work` on a connection of its own.
   * @throws UserError when the server cannot be reached or refuses the login; whatever `work` throws.
   */
  async use<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#passwords
      .whileRefused(() => this.#pool.connect(), refusedPassword)
      .catch((error: unknown) => {
        throw connectionError(error, this.#target);
      });
    this.#busy.add(client);
    // Without a listener a connection lost in the middle of `work` would end the process; `work` sees it as its own failure.
    const ignore = () => undefined;
    client.on("error", ignore);
    let failure: unknown;
    try {
      return await work(client);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.off("error", ignore);
      this.#busy.delete(client);
      // A failed piece of work may leave a transaction, a role or a setting behind: its connection is not used again.
      client.release(failure !== undefined);
    }
  }

  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.use(async (client) => {
      await client.query("BEGIN");
      try {
        const result = await work(client);
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => undefined);
        throw error;
      }
    });
  }

  /** Cancels the statements that are under way on the server, as Ctrl-C in psql does. */
  async cancelStatements(): Promise<void> {
    await Promise.all([...this.#busy].map((client) => cancelStatement(this.#target, client)));
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
