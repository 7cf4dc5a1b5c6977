import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Work } from "./load-client.ts";

/** What each client has written, by what the server answered for. */
export class Ledger {
  /** Client -> the numbers that were acknowledged. */
  readonly acknowledged = new Map<string, Set<number>>();
  /** Length of each row from now on: it does not compress. */
  bytes = 100;
  /** Rows that were acknowledged, and not found by the client itself later on. */
  readonly missed: string[] = [];

  /** In a schema of its own, which nobody declares. */
  static readonly table = `CREATE SCHEMA load;
    CREATE TABLE load.ledger (client text, n bigint, filler text NOT NULL, PRIMARY KEY (client, n));
    GRANT USAGE ON SCHEMA load TO mcp_app;
    GRANT SELECT, INSERT, DELETE ON load.ledger TO mcp_app`;

  /**
   * Writes row after row, a transaction each, with a number of its own; reads the last one back before the next. Both by
   * prepared statements with a name.
   */
  writer(name: string): Work {
    const done = new Set<number>();
    this.acknowledged.set(name, done);
    let next = 1;
    let last = 0;
    return async (client) => {
      if (last > 0) {
        const text = "SELECT count(*)::int AS found FROM load.ledger WHERE client = $1 AND n = $2";
        const { rows } = await client.query({ name: "read-back", text, values: [name, last] });
        if (rows[0].found !== 1) this.missed.push(`${name} ${last}`);
      }
      // Whatever comes of it: one that was cut off may have been committed.
      const n = next++;
      const text = "INSERT INTO load.ledger (client, n, filler) VALUES ($1, $2, $3)";
      await client.query({
        name: "write",
        text,
        values: [name, n, randomBytes(this.bytes / 2).toString("hex")],
      });
      done.add(n);
      last = n;
    };
  }

  get rows(): number {
    return [...this.acknowledged.values()].reduce((sum, numbers) => sum + numbers.size, 0);
  }

  /** Acknowledged rows that a server does not have. */
  async missingFrom(client: pg.Client, acknowledged = this.copy()): Promise<string[]> {
    const { rows } = await client.query("SELECT client, n::int AS n FROM load.ledger");
    const found = new Set(rows.map((row) => `${row.client} ${row.n}`));
    return acknowledged.filter((row) => !found.has(row));
  }

  /** What was acknowledged until now. */
  copy(): string[] {
    return [...this.acknowledged].flatMap(([name, numbers]) => [...numbers].map((n) => `${name} ${n}`));
  }
}

/** Reads by a prepared statement with a name, as a report would. */
export const reader: Work = async (client) => {
  await client.query({
    name: "read",
    text: "SELECT count(*) FROM commerce.customers WHERE id > $1",
    values: [0],
  });
};

/** A session of its own each time, as a cron job has it. */
export const visitor: Work = async (client) => {
  await client.query("SELECT 1");
};
