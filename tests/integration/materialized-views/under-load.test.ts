import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import type { AccessServer } from "../provider/access-server.ts";
import { StatementLoad } from "../provider/statement-load.ts";
import { totals, viewServer } from "./view-server.ts";

/** Readers, on connections of their own; half of them prepare their statement. */
const readers = 8;
/** How often the query changes, and the data is refreshed. */
const rounds = 6;

describe("a materialized view that is read all the time", () => {
  let server: AccessServer;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await viewServer("native");
    await server.admin.query("GRANT USAGE ON SCHEMA app TO reader");
    await server.admin.query(
      "INSERT INTO app.sales SELECT n, 'shop ' || n % 500, 1 FROM generate_series(1000, 50000) AS n",
    );
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.[Symbol.asyncDispose]());

  it("fails no read while its query changes and its data is refreshed", async () => {
    const wide = { ...totals, query: totals.query.replace("AS amount", "AS amount, count(*) AS sales") };
    let outputs = (await server.plugIn.create("MaterializedView", totals)).outputs;
    await server.admin.query("GRANT SELECT ON app.totals TO reader");
    const opened = await Promise.all(Array.from({ length: readers }, () => server.as("reader")));
    for (const client of opened.slice(readers / 2))
      await client.query("PREPARE total AS SELECT sum(amount) FROM app.totals");
    await using load = new StatementLoad(opened, (turn) =>
      turn % readers < readers / 2
        ? "SELECT shop, amount FROM app.totals WHERE shop = 'shop 7'"
        : "EXECUTE total",
    );
    for (let round = 0; round < rounds; round++) {
      await load.more(20);
      outputs = await server.plugIn.update(
        "MaterializedView",
        "app.totals",
        outputs,
        round % 2 ? totals : wide,
      );
      await load.more(20);
      const before = await comment();
      await server.admin.query(
        "COMMENT ON MATERIALIZED VIEW app.totals IS E'what each shop sold\\nRefreshed at 2020-01-02T03:04:05.678Z'",
      );
      const inputs = { ...(round % 2 ? totals : wide), maxAge: "1d" };
      outputs = await server.plugIn.update("MaterializedView", "app.totals", outputs, inputs);
      expect(await comment()).not.toBe(before);
    }
    await load.more(20);
    expect(load.failures).toEqual([]);
    expect(load.done).toBeGreaterThan(rounds * 40);
  });

  it("fails reads where it is dropped and made again by hand, as a baseline", async () => {
    const opened = await Promise.all(Array.from({ length: readers }, () => server.as("reader")));
    await using load = new StatementLoad(opened, () => "SELECT shop FROM app.totals WHERE shop = 'shop 7'");
    await load.more(20);
    await server.admin.query("DROP MATERIALIZED VIEW app.totals");
    await load.more(20);
    expect([...new Set(load.failures)]).toEqual(['42P01 relation "app.totals" does not exist']);
  });

  async function comment(): Promise<string> {
    const { rows } = await server.admin.query("SELECT obj_description('app.totals'::regclass) AS text");
    return rows[0]?.text;
  }
});
