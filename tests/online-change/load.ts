import type pg from "pg";
import { until } from "../integration/embedded/test-server.ts";
import { LoadClient, type Spelling } from "./load-client.ts";
import type { Shop } from "./shop.ts";

/** What the statements of a load have seen; times in milliseconds. */
export interface LoadFigures {
  readonly statements: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Longest wait of a client for a lock that a look at pg_locks every 20 ms has seen. */
  readonly longestLockWait: number;
}

/** Several sessions of the application, and one that watches how long they wait for locks. */
export class Load {
  readonly #clients: readonly LoadClient[];
  readonly #watcher: pg.Client;
  readonly #began = performance.now();
  #longestLockWait = 0;
  #watches = true;
  readonly #watched: Promise<void>;

  private constructor(clients: readonly LoadClient[], watcher: pg.Client) {
    this.#clients = clients;
    this.#watcher = watcher;
    this.#watched = this.#watch();
  }

  /** @param spellings one for each session; the last one's transactions are the longer ones */
  static async start(shop: Shop, spellings: readonly Spelling[], seedRows: number): Promise<Load> {
    const clients: LoadClient[] = [];
    for (const [at, spelling] of spellings.entries()) {
      const seeds = Array.from({ length: seedRows }, (_, index) => index + 1).filter(
        (id) => id % spellings.length === at,
      );
      const patient = at === spellings.length - 1;
      clients.push(new LoadClient(await shop.connect(), `client-${at + 1}`, spelling, seeds, patient));
    }
    return new Load(clients, await shop.place.inside());
  }

  /** Waits until each session has begun and ended a piece of work since now. */
  async turn(): Promise<void> {
    const rounds = this.#clients.map((client) => client.rounds);
    await until(async () => this.#clients.every((client, at) => client.rounds > (rounds[at] ?? 0) + 1));
  }

  get failures(): string[] {
    return this.#clients.flatMap(({ failures }) => failures);
  }

  /** The longest statement that was under way at some time from `at` on. */
  longestSince(at: number): number {
    return Math.max(
      0,
      ...this.#clients.flatMap(({ answers }) =>
        answers.filter((answer) => answer.at + answer.ms >= at).map(({ ms }) => ms),
      ),
    );
  }

  async end(): Promise<LoadFigures> {
    await this[Symbol.asyncDispose]();
    const seconds = (performance.now() - this.#began) / 1_000;
    const times = this.#clients.flatMap(({ answers }) => answers.map(({ ms }) => ms)).sort((a, b) => a - b);
    const at = (part: number) => Math.round((times[Math.floor((times.length - 1) * part)] ?? 0) * 10) / 10;
    return {
      statements: times.length,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(times.length / seconds),
      failed: this.failures.length,
      p50: at(0.5),
      p99: at(0.99),
      longest: at(1),
      longestLockWait: Math.round(this.#longestLockWait),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#watches) return;
    this.#watches = false;
    await Promise.all([this.#watched, ...this.#clients.map((client) => client.end())]);
    await this.#watcher.end();
  }

  /** Rows as the clients have written them, and the others as they were at the start: handle by id. */
  expected(seedRows: number): Map<string, string> {
    const rows = new Map<string, string>();
    for (let id = 1; id <= seedRows; id++) rows.set(String(id), `seed-${id}`);
    for (const client of this.#clients) for (const [id, handle] of client.rows) rows.set(id, handle);
    return rows;
  }

  async #watch(): Promise<void> {
    const text = `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - l.waitstart)) * 1000, 0)::float AS ms
      FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE NOT l.granted AND a.usename = 'shop_app'`;
    while (this.#watches) {
      const { rows } = await this.#watcher.query<{ ms: number }>(text);
      this.#longestLockWait = Math.max(this.#longestLockWait, rows[0]?.ms ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** What a run prints, for people. */
export function figuresLine(what: string, figures: LoadFigures): string {
  const { statements, seconds, perSecond, failed, p50, p99, longest, longestLockWait } = figures;
  return (
    `${what}: ${statements} statements in ${seconds} s (${perSecond}/s), ${failed} failed; ` +
    `p50 ${p50} ms, p99 ${p99} ms, longest ${longest} ms; longest wait for a lock ${longestLockWait} ms\n`
  );
}
