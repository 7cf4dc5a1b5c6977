import { late } from "./report-late.ts";

/** A build that waits for its turn. */
interface Waiting {
  readonly table: string;
  readonly index: string;
  readonly start: () => void;
}

/** Whose turn is waited for. */
export interface TurnOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once, with the indexes that are built meanwhile, when the turn does not come soon. */
  readonly onWait?: (ahead: readonly string[]) => void;
}

/**
 * Turns of the builds of one process: one at a time on a table, and so many at once on all of them. Who comes first has its
 * turn first, unless its table is busy: then those for other tables go before it. What waits here holds no connection.
 */
export class BuildQueue {
  readonly #atOnce: number;
  /** Index that is built, by table. */
  readonly #running = new Map<string, string>();
  readonly #waiting: Waiting[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  async turn<T>(
    { table, index }: { readonly table: string; readonly index: string },
    options: TurnOptions,
    work: () => Promise<T>,
  ): Promise<T> {
    await this.#wait(table, index, options);
    try {
      return await work();
    } finally {
      this.#running.delete(table);
      this.#startNext();
    }
  }

  #wait(table: string, index: string, { signal, onWait }: TurnOptions): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const give = () => {
        clearTimeout(timer);
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      const start = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", give);
        this.#running.set(table, index);
        resolve();
      };
      const waiting = { table, index, start };
      signal?.addEventListener("abort", give, { once: true });
      this.#waiting.push(waiting);
      this.#startNext();
      if (onWait !== undefined && this.#waiting.includes(waiting))
        timer = setTimeout(() => onWait(this.#ahead(table)), late);
    });
  }

  #ahead(table: string): string[] {
    const same = this.#running.get(table);
    return same === undefined ? [...this.#running.values()] : [same];
  }

  #startNext(): void {
    while (this.#running.size < this.#atOnce) {
      const at = this.#waiting.findIndex(({ table }) => !this.#running.has(table));
      if (at < 0) return;
      const [next] = this.#waiting.splice(at, 1);
      next?.start();
    }
  }
}
