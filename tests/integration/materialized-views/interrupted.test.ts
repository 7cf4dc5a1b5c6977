import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../provider/properties.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import type { AccessServer } from "../provider/access-server.ts";
import { refusal, totals, viewServer } from "./view-server.ts";

const type = "MaterializedView";
/** Longer than the test: whoever runs it is interrupted. */
const slow = {
  ...totals,
  query: "SELECT shop, sum(amount) AS amount, max(pg_sleep(60)::text) AS slept FROM sales GROUP BY shop",
};

describe("a change of a materialized view that is interrupted", () => {
  let server: AccessServer;
  let outputs: Properties;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await viewServer("native");
    outputs = (await server.plugIn.create(type, totals)).outputs;
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.[Symbol.asyncDispose]());

  const rows = async (sql: string) => (await server.admin.query(sql)).rows;
  const building = `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'CREATE MATERIALIZED VIEW%'`;
  const relations = () =>
    rows("SELECT relname::text AS name FROM pg_class WHERE relname LIKE 'totals%' ORDER BY 1");
  const whole = [{ name: "totals" }, { name: "totals_key" }];

  it("leaves the old one, and nothing beside it, when its connection is killed", async () => {
    const update = refusal(server.plugIn.update(type, "app.totals", outputs, slow));
    await expect.poll(() => rows(building), { timeout: 20_000 }).toHaveLength(1);
    await rows(`SELECT pg_terminate_backend(pid) FROM (${building}) AS busy`);
    expect(await update).toMatch(/terminat/i);
    expect(await relations()).toEqual(whole);
  });

  it("takes away what an earlier one left, whatever is declared now", async () => {
    await server.admin.query(
      "SET ROLE own; CREATE MATERIALIZED VIEW app.totals_pgstack_next AS SELECT 1 AS a; RESET ROLE",
    );
    outputs = await server.plugIn.update(type, "app.totals", outputs, totals);
    expect(await relations()).toEqual(whole);
  });

  it("keeps nobody waiting while it waits to give the view its owner back", async () => {
    await server.admin.query(
      `ALTER MATERIALIZED VIEW app.totals OWNER TO ${server.boss}; GRANT SELECT ON app.totals TO migrator`,
    );
    const [reader, other] = [await server.as("migrator"), await server.as("migrator")];
    await reader.query("BEGIN; SELECT FROM app.totals");
    const update = server.plugIn.update(type, "app.totals", outputs, totals);
    const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%OWNER TO%'";
    await expect.poll(() => rows(waiting), { timeout: 20_000 }).toHaveLength(1);
    const read = other.query("SET statement_timeout = '5s'; SELECT FROM app.totals");
    const said = await read.then(
      () => "read",
      (error: Error) => error.message,
    );
    await reader.query("COMMIT");
    outputs = await update;
    await Promise.all([reader.end(), other.end()]);
    expect(said).toBe("read");
    expect(await rows("SELECT matviewowner FROM pg_matviews WHERE matviewname = 'totals'")).toEqual([
      { matviewowner: "own" },
    ]);
  });

  it("waits for whoever reads the old one, and then takes its place", async () => {
    const reader = await server.as("migrator");
    await reader.query("BEGIN; SELECT FROM app.totals");
    const other = { ...totals, query: totals.query.replace("sum(amount)", "sum(amount) + 0") };
    const update = server.plugIn.update(type, "app.totals", outputs, other);
    const waiting =
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DROP MATERIALIZED%'";
    await expect.poll(() => rows(waiting), { timeout: 20_000 }).toHaveLength(1);
    await reader.query("COMMIT");
    outputs = await update;
    await reader.end();
    expect(await relations()).toEqual(whole);
  });

  it("leaves the old one, and nothing beside it, when it is cancelled", async () => {
    const update = refusal(server.plugIn.update(type, "app.totals", outputs, slow));
    await expect.poll(() => rows(building), { timeout: 20_000 }).toHaveLength(1);
    await server.plugIn.cancel();
    expect(await update).toMatch(/cancel/i);
    expect(await relations()).toEqual(whole);
  });
});
