/** Gives PostgreSQL to one at a time, in the order of asking. */
export class TurnQueue {
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Whether nobody has it. */
  get free(): boolean {
    return !this.#taken;
  }

  /** Runs `work` when it is its turn. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#taken = false;
      else next();
    }
  }
}
