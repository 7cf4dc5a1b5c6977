import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";

const declared = `{
  name: "visits_at_idx",
  table: "visits",
  keys: [{ column: "visited_at" }, { column: "customer_id" }],
  comment: "visits of a day",
},`;
const migration = {
  up: `CREATE TABLE visits (customer_id bigint, visited_at date NOT NULL) PARTITION BY RANGE (visited_at);
CREATE TABLE visits_2026_11 PARTITION OF visits FOR VALUES FROM ('2026-11-01') TO ('2026-12-01');
CREATE TABLE visits_2026_12 PARTITION OF visits FOR VALUES FROM ('2026-12-01') TO ('2027-01-01');
`,
  down: "DROP TABLE visits;\n",
};

describe("an index of a partitioned table, in a stack", () => {
  let checkout: Checkout;
  const model = (index: string, instead = "indexes: [") => {
    const text = checkout.read("model/database.ts");
    writeFileSync(checkout.path("model/database.ts"), text.replace(instead, index));
  };
  const lines = (text: string) =>
    text
      .split("\n")
      .filter((line) => line.includes("visits_at_idx"))
      .sort();
  beforeAll(async () => {
    checkout = new Checkout();
    for (const [way, sql] of Object.entries(migration))
      writeFileSync(checkout.path(`migrations/commerce/0003_visits.${way}.sql`), sql);
    model(`indexes: [${declared}`);
    await checkout.mustRun("up");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("is nothing to do once it is there", async () => {
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("shows which partition lacks it, and is mended there", async () => {
    await checkout.query(
      `DROP INDEX commerce.visits_at_idx; CREATE INDEX visits_at_idx ON ONLY commerce.visits (visited_at, customer_id);
       COMMENT ON INDEX commerce.visits_at_idx IS 'visits of a day'`,
      "mcp_admin",
    );
    const planned = await checkout.pgstack("preview", "--refresh", "--expect-no-changes");
    expect({ code: planned.code, lines: lines(planned.stderr) }).toEqual({
      code: 1,
      lines: [
        "  commerce-visits_at_idx: lacks a valid part on commerce.visits_2026_11, commerce.visits_2026_12; " +
          "an update builds just those",
        `  ~ ${"commerce-visits_at_idx (valid, missingOn)".padEnd(44)} Index`,
      ],
    });
    await checkout.mustRun("up", "--refresh");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("says in the plan that replacing it takes a lock", async () => {
    model('{ column: "visited_at" }', '{ column: "visited_at" }, { column: "customer_id" }');
    const planned = await checkout.mustRun("preview");
    expect(lines(planned.stderr)).toEqual([
      "  commerce-visits_at_idx: visits is partitioned: the new index is built beside writers, and the old one dropped with a " +
        "lock on the table and all partitions, for readers too. It is waited for half a second at a time, and tried again.",
      `  ~ ${"commerce-visits_at_idx (keys)".padEnd(44)} Index`,
    ]);
    await checkout.mustRun("up");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    const on = "SELECT tablename FROM pg_indexes WHERE indexname LIKE '%visits_at_idx%' ORDER BY 1";
    expect(await checkout.query(on)).toEqual([
      { tablename: "visits" },
      { tablename: "visits_2026_11" },
      { tablename: "visits_2026_12" },
    ]);
  });

  it("tells a mistake before anything is done", async () => {
    model('keys: [{ column: "visited_at" }], with: { filfactor: 70 }', 'keys: [{ column: "visited_at" }]');
    const { code, stderr } = await checkout.pgstack("preview");
    expect({
      code,
      said: stderr.includes("an index of method btree has no filfactor; did you mean fillfactor?"),
    }).toEqual({
      code: 1,
      said: true,
    });
  });
});
