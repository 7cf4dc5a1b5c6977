import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** How a client connects, asked anew for each connection: a rotation changes it. */
export type Address = () => pg.ClientConfig;

/** What a client met instead of an answer. */
export interface Failure {
  /** In milliseconds of `performance.now()`, as all times here. */
  readonly at: number;
  readonly during: "login" | "statement";
  /** `57P01 terminating connection due to administrator command`: SQLSTATE, or the system's code, and the text. */
  readonly what: string;
}

/** What a client keeps doing on its connection; throws what the server answers. */
export type Work = (client: pg.Client) => Promise<void>;

/** How long a connection may take, as in an application's pool, in milliseconds. */
const loginLimit = 5_000;
/** Between two statements of a client, and before it connects again, in milliseconds. */
const pause = 25;

/** One connection of an application: opened again whenever it is lost, as its pool would do. */
export class LoadClient {
  /** When each piece of work was done. */
  readonly successes: number[] = [];
  readonly failures: Failure[] = [];
  readonly name: string;
  readonly #address: Address;
  readonly #work: Work;
  readonly #everyTime: boolean;
  #client: pg.Client | undefined;
  #cut: Error | undefined;
  #ends = false;
  readonly #done: Promise<void>;

  /** @param everyTime whether it logs in for each piece of work */
  constructor(name: string, address: Address, work: Work, everyTime = false) {
    this.name = name;
    this.#address = address;
    this.#work = work;
    this.#everyTime = everyTime;
    this.#done = this.#run();
  }

  /** Ends after what is under way, which is cut off when nobody answers. */
  async end(): Promise<void> {
    this.#ends = true;
    const cut = setTimeout(() => this.#client?.connection.stream.destroy(), loginLimit);
    await this.#done;
    clearTimeout(cut);
  }

  async #run(): Promise<void> {
    while (!this.#ends) {
      let during: Failure["during"] = "login";
      try {
        this.#client ??= await this.#login();
        during = "statement";
        await this.#work(this.#client);
        this.successes.push(performance.now());
        if (this.#everyTime) await this.#leave();
      } catch (error) {
        this.failures.push({ at: performance.now(), during, what: inWords(this.#cut ?? error) });
        if (during === "login" || isLost(error)) await this.#leave();
      }
      await sleep(pause);
    }
    await this.#leave();
  }

  async #login(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#address(), connectionTimeoutMillis: loginLimit });
    // Of a connection that is cut between two statements; the next one tells no reason.
    this.#cut = undefined;
    client.on("error", (error) => {
      this.#cut ??= error;
    });
    try {
      await client.connect();
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    return client;
  }

  async #leave(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}

/** Whether the connection is good for nothing any more: the server's refusal of one statement leaves it as it is. */
function isLost(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true;
  return error.severity !== "ERROR" || /^(57P0|08)/.test(error.code ?? "");
}

function inWords(error: unknown): string {
  const { code, message } = error as Error & { code?: string };
  return [code, code === message ? undefined : message.replaceAll(/\d+\.\d+\.\d+\.\d+(:\d+)?/g, "<address>")]
    .filter(Boolean)
    .join(" ");
}
