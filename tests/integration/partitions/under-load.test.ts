import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { maintainPartitions } from "../../../operations/partition/maintain-partitions.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { StatementLoad } from "../provider/statement-load.ts";
import { type PartitionedServer, partitionedServer } from "./partitioned-server.ts";

const clients = 20;

describe("the partitions of a table that 20 clients write to", () => {
  let on: PartitionedServer;
  beforeAll(async () => {
    if (!hasPostgres) return;
    on = await partitionedServer("native");
    await on.asOwner("GRANT USAGE ON SCHEMA app TO app");
  });
  beforeEach(needsPostgres);
  afterAll(() => on?.stop());

  /** Clients that write and read the days of November, and the longest that one of their statements took, in milliseconds. */
  async function load(table: string): Promise<{ running: StatementLoad; longest: () => number }> {
    let longest = 0;
    const timed = (client: pg.Client) =>
      new Proxy(client, {
        get(target, property) {
          const value = Reflect.get(target, property, target);
          if (property !== "query") return typeof value === "function" ? value.bind(target) : value;
          return async (sql: string) => {
            const began = performance.now();
            const result = await target.query(sql);
            longest = Math.max(longest, performance.now() - began);
            return result;
          };
        },
      });
    const opened = await Promise.all(Array.from({ length: clients }, () => on.server.as("app")));
    const running = new StatementLoad(opened.map(timed), (turn) => {
      const at = `'2026-11-${String((turn % 28) + 1).padStart(2, "0")}'`;
      return turn % 3 === 0
        ? `SELECT count(*) FROM (SELECT FROM app.${table} WHERE at >= ${at} LIMIT 20) AS found`
        : `INSERT INTO app.${table} (at) VALUES (${at})`;
    });
    return { running, longest: () => longest };
  }

  const table = (name: string) => `
    CREATE TABLE app.${name} (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, note text DEFAULT 'x',
      PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
    CREATE INDEX ON app.${name} (at); GRANT SELECT, INSERT ON app.${name} TO app`;

  it("are made and retired without one failed statement", async () => {
    await on.asOwner(table("events"));
    const set = { schema: "app", table: "events", interval: "month", ahead: 1, from: "2026-06-01" } as const;
    await maintainPartitions(on.server.admin, { ...set, asOf: "2026-11-05" });
    const { running, longest } = await load("events");
    await using _ = running;
    await running.more(500);
    const { made, retired } = await maintainPartitions(on.server.admin, {
      ...set,
      ahead: 8,
      keep: 2,
      asOf: "2026-11-05",
    });
    await running.more(500);
    expect({ made: made.length, retired, failures: running.failures }).toEqual({
      made: 7,
      retired: ["events_p2026_06", "events_p2026_07", "events_p2026_08"],
      failures: [],
    });
    console.info(
      `partitions made and retired under ${clients} clients: longest statement ${Math.round(longest())} ms`,
    );
  });

  it("take rows out of the default partition without one failed statement, and without losing one", async () => {
    await on.asOwner(`${table("visits")}; CREATE TABLE app.visits_default PARTITION OF app.visits DEFAULT;
      INSERT INTO app.visits (at) SELECT timestamptz '2026-11-01' + n * interval '1 minute' FROM generate_series(0, 40000) AS n;
      GRANT SELECT, INSERT ON app.visits TO app`);
    const { running, longest } = await load("visits");
    const inserted = async () => Number((await on.rows("SELECT count(*) AS n FROM app.visits"))[0]?.n);
    let moved: number;
    {
      await using _ = running;
      await running.more(500);
      ({ moved } = await maintainPartitions(on.server.admin, {
        schema: "app",
        table: "visits",
        interval: "day",
        ahead: 3,
        from: "2026-11-01",
        asOf: "2026-11-27",
      }));
      await running.more(500);
    }
    expect(running.failures).toEqual([]);
    expect(moved).toBeGreaterThanOrEqual(40_001);
    expect(await on.rows("SELECT count(*)::int AS n FROM app.visits_default")).toEqual([{ n: 0 }]);
    const [{ highest }] = (await on.rows("SELECT max(id)::int AS highest FROM app.visits")) as [
      { highest: number },
    ];
    // No statement failed, so that no number of the identity was left out.
    expect(await inserted()).toBe(highest);
    console.info(
      `${moved} rows moved under ${clients} clients: longest statement ${Math.round(longest())} ms`,
    );
  });
});
