import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { copyTable } from "../../operations/seed/copy-table.ts";
import { Random } from "./random.ts";

/** How a client writes the column in its statements. */
export interface Spelling {
  /** Its name, asked for each piece of work anew. */
  readonly name: () => string;
  /** As what it is returned: `handle::text AS handle`. */
  readonly returned: (name: string) => string;
}

/** One answered statement. */
export interface Answer {
  /** Milliseconds of `performance.now()` when it was sent. */
  readonly at: number;
  readonly ms: number;
}

/** Between two pieces of work, in milliseconds. */
const pause = 4;
/** How long the longer transactions stay open, in milliseconds. */
const longTransaction = 700;

/** An application's session: writes and reads rows of its own, knows what must be in them, and looks. */
export class LoadClient {
  readonly answers: Answer[] = [];
  /** What was refused, or was not what this client had written. */
  readonly failures: string[] = [];
  /** Handle of each row it has, and of each row of the start that it has changed, by id. */
  readonly rows = new Map<string, string>();
  rounds = 0;
  readonly #client: pg.Client;
  readonly #name: string;
  readonly #spelling: Spelling;
  readonly #random: Random;
  readonly #seeds: readonly number[];
  readonly #patient: boolean;
  #next = 1;
  #ends = false;
  readonly #done: Promise<void>;

  /**
   * @param seeds ids of rows of the start which nobody else changes
   * @param patient whether its transactions are the longer ones
   */
  constructor(
    client: pg.Client,
    name: string,
    spelling: Spelling,
    seeds: readonly number[],
    patient: boolean,
  ) {
    this.#client = client;
    this.#name = name;
    this.#spelling = spelling;
    this.#seeds = seeds;
    this.#patient = patient;
    this.#random = new Random([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
    this.#done = this.#run();
  }

  async end(): Promise<void> {
    this.#ends = true;
    await this.#done;
    await this.#client.end();
  }

  async #run(): Promise<void> {
    const works = [
      () => this.#insert(),
      () => this.#insert(),
      () => this.#upsert(),
      () => this.#copy(),
      () => this.#readPrepared(),
      () => this.#readPrepared(),
      () => this.#find(),
      () => this.#find(),
      () => this.#rename(),
      () => this.#renameSeed(),
      () => this.#count(),
      () => this.#order(),
      () => this.#delete(),
      () => this.#transaction(),
    ];
    while (!this.#ends) {
      const work = works[this.#random.below(works.length)];
      try {
        await work?.();
      } catch (error) {
        const { code, message } = error as Error & { code?: string };
        this.failures.push(`${this.#name}: ${code} ${message}`);
        await this.#client.query("ROLLBACK").catch(() => undefined);
      }
      this.rounds++;
      await sleep(pause);
    }
  }

  async #insert(): Promise<void> {
    const [name, handle] = [this.#column, this.#fresh()];
    const text = `INSERT INTO shop.accounts (${name}) VALUES ($1) RETURNING id, ${this.#returned}`;
    this.#expect(await this.#prepared(`insert-${name}`, text, [handle]), handle);
  }

  /** A row that is there, or one that is not. */
  async #upsert(): Promise<void> {
    const [name, id] = [this.#column, this.#own()];
    const handle = (this.#random.below(2) === 0 && id && this.rows.get(id)) || this.#fresh();
    const text = `INSERT INTO shop.accounts (${name}, balance) VALUES ($1, 1)
      ON CONFLICT (${name}) DO UPDATE SET balance = accounts.balance + 1, ${name} = EXCLUDED.${name}
      RETURNING id, ${this.#returned}`;
    this.#expect(await this.#query(text, [handle]), handle);
  }

  async #copy(): Promise<void> {
    const name = this.#column;
    const handles = [this.#fresh(), this.#fresh(), this.#fresh()];
    await this.#timed(() =>
      copyTable(
        this.#client,
        `COPY shop.accounts (${name}, balance) FROM STDIN`,
        handles.map((handle) => [handle, 5]),
      ),
    );
    const text = `SELECT id, ${this.#returned} FROM shop.accounts WHERE ${name} = ANY ($1) ORDER BY array_position($1, ${name}::text)`;
    const rows = await this.#query(text, [handles]);
    for (const [at, handle] of handles.entries()) this.#expect(rows.slice(at, at + 1), handle);
  }

  async #readPrepared(): Promise<void> {
    const [name, id] = [this.#column, this.#own()];
    if (id === undefined) return;
    const text = `SELECT id, ${this.#returned} FROM shop.accounts WHERE id = $1`;
    this.#expect(await this.#prepared(`read-${name}`, text, [id]), this.rows.get(id));
  }

  async #find(): Promise<void> {
    const [name, id] = [this.#column, this.#own()];
    if (id === undefined) return;
    const handle = this.rows.get(id);
    this.#expect(
      await this.#query(`SELECT id, ${this.#returned} FROM shop.accounts WHERE ${name} = $1`, [handle]),
      handle,
    );
  }

  async #rename(id = this.#own()): Promise<void> {
    const [name, handle] = [this.#column, this.#fresh()];
    if (id === undefined) return;
    const text = `UPDATE shop.accounts SET ${name} = $2 WHERE id = $1 RETURNING id, ${this.#returned}`;
    this.#expect(await this.#prepared(`update-${name}`, text, [id, handle]), handle);
  }

  async #renameSeed(): Promise<void> {
    const seed = this.#seeds[this.#random.below(this.#seeds.length)];
    await this.#rename(String(seed));
  }

  /** Touches a row without the column: its copy is filled all the same. */
  async #count(): Promise<void> {
    const id = this.#own();
    if (id === undefined) return;
    const text = `UPDATE shop.accounts SET balance = balance + 1 WHERE id = $1 RETURNING id, ${this.#returned}`;
    this.#expect(await this.#query(text, [id]), this.rows.get(id));
  }

  async #order(): Promise<void> {
    const [name, id] = [this.#column, this.#own()];
    if (id === undefined) return;
    const text = `INSERT INTO shop.orders (account_id) SELECT id FROM shop.accounts WHERE ${name} = $1 RETURNING account_id`;
    const [row] = await this.#query(text, [this.rows.get(id)]);
    if (row?.account_id !== id) this.failures.push(`${this.#name}: no order for ${id}`);
  }

  async #delete(): Promise<void> {
    const [name, id] = [this.#column, this.#own()];
    if (id === undefined || this.rows.size < 20 || this.#seeds.includes(Number(id))) return;
    const handle = this.rows.get(id);
    const text = `DELETE FROM shop.accounts WHERE ${name} = $1 RETURNING id, ${this.#returned}`;
    const [row] = await this.#query(text, [handle]);
    this.rows.delete(id);
    if (row?.id !== id) this.failures.push(`${this.#name}: ${handle} was not there to be deleted`);
  }

  async #transaction(): Promise<void> {
    const before = new Map(this.rows);
    await this.#query("BEGIN");
    await this.#insert();
    await this.#rename();
    if (this.#patient) await sleep(longTransaction);
    await this.#find();
    const keeps = this.#random.below(3) > 0;
    await this.#query(keeps ? "COMMIT" : "ROLLBACK");
    if (keeps) return;
    this.rows.clear();
    for (const [id, handle] of before) this.rows.set(id, handle);
  }

  #expect(rows: readonly Record<string, string>[], handle: string | undefined): void {
    const [row] = rows;
    const found = row?.[this.#column];
    if (row?.id === undefined || found !== handle) {
      this.failures.push(`${this.#name}: read ${found} in place of ${handle}`);
    } else {
      this.rows.set(row.id, found ?? "");
    }
  }

  /** Stays the same for a piece of work. */
  get #column(): string {
    if (this.#columnRound !== this.rounds) {
      this.#columnRound = this.rounds;
      this.#columnName = this.#spelling.name();
    }
    return this.#columnName;
  }
  #columnRound = -1;
  #columnName = "";

  get #returned(): string {
    return this.#spelling.returned(this.#column);
  }

  #fresh(): string {
    return `${this.#name}-${this.#next++}`;
  }

  #own(): string | undefined {
    const ids = [...this.rows.keys()];
    return ids[this.#random.below(ids.length)];
  }

  #prepared(name: string, text: string, values: unknown[]) {
    return this.#timed(async () => (await this.#client.query({ name, text, values })).rows);
  }

  #query(text: string, values: unknown[] = []) {
    return this.#timed(async () => (await this.#client.query(text, values)).rows);
  }

  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const at = performance.now();
    const result = await work();
    this.answers.push({ at, ms: performance.now() - at });
    return result;
  }
}
