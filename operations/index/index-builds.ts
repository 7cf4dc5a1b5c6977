import type { ClientBase } from "pg";
import type { ConnectionTarget } from "../../db/connection-target.ts";
import { isConnectionLost } from "../../db/is-connection-lost.ts";
import type { ConnectionPool } from "../../db/pool.ts";
import { waitForServer } from "../../db/wait-for-server.ts";
import { liftLimits, resetLimits } from "../../sql/index/build-parameters.ts";
import { sideNames } from "../../sql/index/side-names.ts";
import { buildError, type FailedBuild } from "./build-error.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { BuildQueue } from "./build-queue.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { retryBuild } from "./retry-build.ts";
import { withTableLock } from "./with-table-lock.ts";

/** How long a server that broke a connection may take to answer again, in milliseconds: RDS fails over in one or two minutes. */
const restartPatience = 180_000;
/** How long clearing up may take when nothing more is to be tried, in milliseconds. */
const clearPatience = 10_000;

/** The server that indexes are built on. */
export interface IndexBuildsOptions {
  /** Of connections that nothing else waits for, but on a server with one session. */
  readonly pool: ConnectionPool;
  readonly connection: ConnectionTarget;
  /** Whether all connections share one session. @default false */
  readonly oneSession?: boolean;
  /** How many indexes are built at the same time, on different tables. @default 2 */
  readonly atOnce?: number;
  /** The first pause before another try, in milliseconds. @default 1000 */
  readonly firstPauseMs?: number;
  /** How long a session is waited for before a line that stays says so, in milliseconds. @default 10000 */
  readonly noteAfterMs?: number;
}

/** Whom a piece of work tells, and what ends it. */
export interface Told {
  readonly signal: AbortSignal;
  readonly report: (message: string) => void;
  readonly note: (message: string) => void;
}

/** How many indexes are built at the same time where nothing says otherwise. */
export const defaultAtOnce = 2;

/** All that this process builds and drops of indexes on one server: in turn, and again where that may help. */
export class IndexBuilds {
  readonly #server: IndexBuildsOptions;
  readonly #atOnce: number;
  readonly #queue: BuildQueue;
  readonly #unlimited = new WeakSet<ClientBase>();

  constructor(server: IndexBuildsOptions) {
    this.#server = server;
    this.#atOnce = server.oneSession ? 1 : (server.atOnce ?? defaultAtOnce);
    this.#queue = new BuildQueue(this.#atOnce);
  }

  /**
   * Runs `work` on a connection of its own when its table's turn has come.
   *
   * @param work leaves nothing half-built when it fails, but where the connection is lost; it may be run several times
   * @throws UserError that says why it failed and what to do; an AbortError when it was cancelled
   */
  async run<T>(
    index: FailedBuild,
    told: Told,
    work: (client: ClientBase, options: BuildIndexOptions) => Promise<T>,
  ): Promise<T> {
    const { schema, table, name } = index;
    const { signal, report } = told;
    const onWait = (ahead: readonly string[]) => report(`waits for its turn, after ${ahead.join(" and ")}`);
    try {
      return await this.#queue.turn({ table: `${schema}.${table}`, index: name }, { signal, onWait }, () =>
        this.#tryAll(index, told, work),
      );
    } catch (error) {
      throw signal.aborted ? cancelled(index, error) : buildError(error, index);
    }
  }

  async #tryAll<T>(
    index: FailedBuild,
    told: Told,
    work: (client: ClientBase, options: BuildIndexOptions) => Promise<T>,
  ): Promise<T> {
    const { pool, connection, oneSession, firstPauseMs, noteAfterMs } = this.#server;
    const { signal, report, note } = told;
    const options = {
      signal,
      report,
      note,
      schema: index.schema,
      connection,
      oneSession,
      atOnce: this.#atOnce,
      noteAfterMs,
    };
    let wasLost = false;
    try {
      return await retryBuild(
        async (number) => {
          if (number > 1) await this.#waitForServer(signal);
          wasLost = false;
          return pool
            .use((client) =>
              this.#withoutLimits(client, () => work(client, { ...options, again: number > 1 })),
            )
            .catch((error: unknown) => {
              wasLost = isConnectionLost(error);
              throw error;
            });
        },
        { signal, note, firstPauseMs },
      );
    } catch (error) {
      if (wasLost) await this.#clearUp(index, options);
      throw error;
    }
  }

  async #waitForServer(signal: AbortSignal): Promise<void> {
    const ask = () => this.#server.pool.use((client) => client.query("SELECT 1"));
    await waitForServer(ask, restartPatience, signal);
  }

  /** On connections that are for builds alone the limits are lifted for good. */
  async #withoutLimits<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
    if (!this.#unlimited.has(client)) await client.query(liftLimits);
    if (!this.#server.oneSession) {
      this.#unlimited.add(client);
      return work();
    }
    const result = await work();
    await client.query(resetLimits);
    return result;
  }

  /** What a lost connection left, when nothing more is tried; where that cannot be now, the next run does it. */
  async #clearUp(index: FailedBuild, options: BuildIndexOptions): Promise<void> {
    const signal = AbortSignal.timeout(clearPatience);
    const { table } = index;
    await this.#server.pool
      .use((client) =>
        withTableLock(client, { ...options, signal, table }, () =>
          clearLeftovers(client, index, { ...options, signal }, sideNames(index.name).next),
        ),
      )
      .catch(() =>
        options.note?.(
          `what is half-built of ${index.schema}.${index.name} stays for now; the next run drops it`,
        ),
      );
  }
}

/** Not an error of the build: somebody asked for it. */
function cancelled({ schema, name }: FailedBuild, cause: unknown): Error {
  const message = `index ${schema}.${name}: cancelled; the next run goes on with it`;
  return Object.assign(new Error(message, { cause }), { name: "AbortError" });
}
