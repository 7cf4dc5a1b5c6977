import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../provider/properties.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import type { AccessServer } from "../provider/access-server.ts";
import { refusal, totals, viewServer } from "./view-server.ts";

const type = "MaterializedView";

describe.each(["embedded", "native"] as const)("the key's index of a view on the %s server", (kind) => {
  let server: AccessServer;
  beforeAll(async () => {
    if (kind === "embedded" || hasPostgres) server = await viewServer(kind);
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  const indexes = async (pattern: string) => {
    const sql = `SELECT indexdef AS sql FROM pg_indexes WHERE schemaname = 'app' AND indexname LIKE '${pattern}' ORDER BY 1`;
    return (await server.admin.query<{ sql: string }>(sql)).rows.map((row) => row.sql);
  };

  it("is refused where an index of a table has its name, and that one stays", async () => {
    await server.admin.query(
      "CREATE TABLE app.orders (day int); CREATE UNIQUE INDEX orders_day_key ON app.orders (day); ALTER TABLE app.orders OWNER TO own",
    );
    const others = ["CREATE UNIQUE INDEX orders_day_key ON app.orders USING btree (day)"];
    const view = { schema: "app", name: "orders_day", owner: "own", query: "SELECT 1 AS day" };
    const { outputs } = await server.plugIn.create(type, view);
    const keyed = { ...view, key: ["day"] };
    expect(await refusal(server.plugIn.update(type, "app.orders_day", outputs, keyed))).toBe(
      'materialized view app.orders_day: the index of its key cannot be made: relation "orders_day_key" already exists',
    );
    expect(await indexes("orders_day%")).toEqual(others);
  });

  describe("that is built beside another one", () => {
    let outputs: Properties;
    beforeAll(async () => {
      if (server !== undefined) outputs = (await server.plugIn.create(type, totals)).outputs;
    });

    const asDeclared = ["CREATE UNIQUE INDEX totals_key ON app.totals USING btree (shop, amount)"];

    it("takes away what a lost connection left there", async () => {
      await server.admin.query("CREATE UNIQUE INDEX totals_key_pgstack_next ON app.totals (amount)");
      const changed = { ...totals, key: ["shop", "amount"] };
      outputs = await server.plugIn.update(type, "app.totals", outputs, changed);
      expect(await indexes("totals%")).toEqual(asDeclared);
    });

    it("leaves nothing where rows share the key", async () => {
      const shared = {
        ...totals,
        query: "SELECT shop, amount, 1 AS one FROM sales",
        key: ["shop", "amount"],
      };
      outputs = await server.plugIn.update(type, "app.totals", outputs, shared);
      const refused = server.plugIn.update(type, "app.totals", outputs, { ...shared, key: ["one"] });
      expect(await refusal(refused)).toMatch(
        /^materialized view app\.totals: its key \(one\) tells no rows apart: /,
      );
      expect(await indexes("totals%")).toEqual(asDeclared);
    });

    it("leaves alone what has the name beside it and is another table's", async () => {
      await server.admin.query("CREATE UNIQUE INDEX totals_key_pgstack_next ON app.sales (id)");
      const shared = { ...totals, query: "SELECT shop, amount, 1 AS one FROM sales", key: ["amount"] };
      expect(await refusal(server.plugIn.update(type, "app.totals", outputs, shared))).toBe(
        'materialized view app.totals: the index of its key cannot be made: relation "totals_key_pgstack_next" already exists',
      );
      expect(await indexes("totals%")).toEqual([
        ...asDeclared,
        "CREATE UNIQUE INDEX totals_key_pgstack_next ON app.sales USING btree (id)",
      ]);
    });
  });
});
