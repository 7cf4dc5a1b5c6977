import type pg from "pg";

/** Clients that each send one statement after the other, until they are ended. */
export class StatementLoad implements AsyncDisposable {
  /** Statements that were answered. */
  done = 0;
  /** `42501 permission denied for table people`, one for each that was refused. */
  readonly failures: string[] = [];
  readonly #clients: readonly pg.Client[];
  readonly #loops: readonly Promise<void>[];
  #ends = false;

  /** @param next what a client sends next, by a number that counts up */
  constructor(clients: readonly pg.Client[], next: (turn: number) => string) {
    this.#clients = clients;
    this.#loops = clients.map((client, at) => this.#run(client, at, next));
  }

  /** Resolves when so many more statements were answered or refused. */
  async more(statements: number): Promise<void> {
    const goal = this.done + this.failures.length + statements;
    while (this.done + this.failures.length < goal) await new Promise((resolve) => setImmediate(resolve));
  }

  async #run(client: pg.Client, at: number, next: (turn: number) => string): Promise<void> {
    for (let turn = at; !this.#ends; turn += this.#clients.length) {
      try {
        await client.query(next(turn));
        this.done++;
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        this.failures.push(`${code} ${message}`);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ends = true;
    await Promise.all(this.#loops);
    await Promise.all(this.#clients.map((client) => client.end()));
  }
}
