import { readFileSync } from "node:fs";
import pg from "pg";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";
import type { Checkout } from "../checkout.ts";
import { until } from "../processes.ts";
import { type Interruption, interruptionOf } from "./interruption.ts";
import { Ledger, reader, visitor } from "./ledger.ts";
import { type Address, LoadClient } from "./load-client.ts";

/** How long clients may take to be served again once all is mended, in milliseconds. */
const recoveryLimit = 60_000;

/** Twenty clients that write through PgBouncer, and some beside them; each does what an application does. */
export class Load implements AsyncDisposable {
  readonly ledger = new Ledger();
  /** By how they come: `pooled`, `direct`, `reader`; `visits` and `visitsDirect` log in each time. */
  readonly groups: Readonly<Record<Group, readonly LoadClient[]>>;
  readonly #checkout: Checkout;
  readonly #outputs: StackOutputs;

  private constructor(checkout: Checkout, outputs: StackOutputs, round: string) {
    this.#checkout = checkout;
    this.#outputs = outputs;
    const writers = (count: number, group: string, address: Address) =>
      Array.from({ length: count }, (_, index) => {
        const name = `${round}-${group}-${index + 1}`;
        return new LoadClient(name, address, this.ledger.writer(name));
      });
    this.groups = {
      pooled: writers(20, "pooled", this.address("pooler")),
      direct: writers(3, "direct", this.address("direct")),
      reader: [1, 2].map((index) => new LoadClient(`reader-${index}`, this.address("reader"), reader)),
      visits: [new LoadClient("visits", this.address("pooler"), visitor, true)],
      visitsDirect: [new LoadClient("visits-direct", this.address("direct"), visitor, true)],
    };
  }

  /**
   * Starts the clients, and waits until each was served.
   * @param round names their rows: another one for each load on a stack
   */
  static async start(checkout: Checkout, round: string): Promise<Load> {
    const outputs = JSON.parse((await checkout.mustRun("outputs", "--json")).stdout) as StackOutputs;
    const load = new Load(checkout, outputs, round);
    await load.#served(performance.now());
    return load;
  }

  /** Password and certificates are read for each connection, from where the stack keeps them. */
  address(to: "pooler" | "direct" | "reader", user = "mcp_app"): Address {
    const { host, port, database, direct, readers, caFile } = this.#outputs;
    const at = to === "pooler" ? { host, port } : to === "direct" ? direct : readers[0];
    return () => {
      const line = this.#checkout
        .read(".pgstack/stacks/dev/pgpass")
        .split("\n")
        .find((each) => each.split(":")[3] === user);
      const ca = readFileSync(this.#checkout.path(caFile ?? ""), "utf8");
      return {
        host: at?.host,
        port: at?.port,
        database,
        user,
        password: line?.split(":")[4],
        ssl: { ca, host: at?.host },
      };
    };
  }

  /**
   * Does something to the stack, and waits until every client is served again.
   * @returns what each group of clients had of it
   */
  async during(fault: () => Promise<unknown>): Promise<Readonly<Record<Group, Interruption>>> {
    const from = performance.now();
    await fault();
    await this.#served(performance.now());
    const entries = Object.entries(this.groups).map(([name, clients]) => [
      name,
      interruptionOf(clients, from),
    ]);
    return Object.fromEntries(entries);
  }

  /** Every kind of failure that any of these groups met. */
  static kinds(had: Readonly<Record<Group, Interruption>>, ...groups: readonly Group[]): string[] {
    return [...new Set(groups.flatMap((group) => Object.keys(had[group].kinds)))];
  }

  /** Acknowledged rows that the primary does not have, or that its replica does not have once it has caught up. */
  async lost(): Promise<{ primary: string[]; replica: string[]; missed: readonly string[] }> {
    const acknowledged = this.ledger.copy();
    const primary = await this.asking("direct", (client) => this.ledger.missingFrom(client, acknowledged));
    const [end] = await this.asking(
      "direct",
      async (client) => (await client.query("SELECT pg_current_wal_lsn() AS lsn")).rows,
    );
    const replica = await this.asking("reader", async (client) => {
      const text = "SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS caught_up";
      await until(
        "the replica has caught up",
        async () => (await client.query(text, [end.lsn])).rows[0].caught_up,
      );
      return this.ledger.missingFrom(client, acknowledged);
    });
    return { primary, replica, missed: this.ledger.missed };
  }

  async asking<T>(to: "direct" | "reader", ask: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client(this.address(to)());
    await client.connect();
    try {
      return await ask(client);
    } finally {
      await client.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(Object.values(this.groups).flatMap((clients) => clients.map((client) => client.end())));
  }

  /** Twice in a row: what was under way at the time does not count. */
  async #served(since: number): Promise<void> {
    const clients = Object.values(this.groups).flat();
    const isServed = ({ successes, failures }: LoadClient) =>
      successes.filter((at) => at > Math.max(since, failures.at(-1)?.at ?? 0)).length > 1;
    await until("all clients are served", () => clients.every(isServed), recoveryLimit);
  }
}

export type Group = "pooled" | "direct" | "reader" | "visits" | "visitsDirect";
