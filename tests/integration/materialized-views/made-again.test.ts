import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../../provider/properties.ts";
import { unknown } from "../../../provider/unknown.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import type { AccessServer } from "../provider/access-server.ts";
import { totals, viewServer } from "./view-server.ts";

const id = "app.totals";

describe.each(["embedded", "native"] as const)("a view that is made again on the %s server", (kind) => {
  let server: AccessServer;
  let view: Properties;
  let index: Properties;
  let privileges: Properties;
  beforeAll(async () => {
    if (kind === "native" && !hasPostgres) return;
    server = await viewServer(kind);
    view = (await server.plugIn.create("MaterializedView", totals)).outputs;
    index = (await server.plugIn.create("Index", indexOf(view))).outputs;
    privileges = (await server.plugIn.create("Privileges", privilegesOf(view))).outputs;
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  const indexOf = ({ incarnation }: Properties) => ({
    ...{ schema: "app", name: "totals_amount_idx", table: "totals", keys: [{ column: "amount" }] },
    incarnation,
  });
  const privilegesOf = ({ incarnation }: Properties) => ({
    ...{ schema: "app", owner: "own", creators: ["own"] },
    grants: [{ role: "reader", schema: ["USAGE"], tables: ["SELECT"] }],
    masks: [{ table: "totals", columns: ["amount"], hiddenFrom: ["reader"] }],
    incarnations: { totals: incarnation },
  });
  /** Runs what the plan of a program with this view would run, and says what that was. */
  async function apply(query = totals.query): Promise<Record<string, readonly string[]>> {
    const inputs = { ...totals, query };
    const was = (state: Properties) => ({ inputs: inputsOf(state), outputs: state });
    const viewDiff = (await server.plugIn.diff("MaterializedView", was(view), inputs)).diffsList;
    if (viewDiff.length > 0) view = await server.plugIn.update("MaterializedView", id, view, inputs);
    const indexDiff = (await server.plugIn.diff("Index", was(index), indexOf(view))).diffsList;
    if (indexDiff.length > 0)
      index = await server.plugIn.update("Index", "app.totals_amount_idx", index, indexOf(view));
    const privilegesDiff = (await server.plugIn.diff("Privileges", was(privileges), privilegesOf(view)))
      .diffsList;
    if (privilegesDiff.length > 0)
      privileges = await server.plugIn.update("Privileges", "app", privileges, privilegesOf(view));
    return { view: viewDiff, index: indexDiff, privileges: privilegesDiff };
  }
  const planned = async (query = totals.query) =>
    (await server.plugIn.update("MaterializedView", id, view, { ...totals, query }, true)).incarnation;
  const state = async () => {
    const { rows } = await server.admin.query(`
      SELECT has_column_privilege('reader', c.oid, 'shop', 'SELECT') AS shop,
             has_column_privilege('reader', c.oid, 'amount', 'SELECT') AS amount,
             (SELECT json_agg(indexname ORDER BY indexname) FROM pg_indexes WHERE tablename = 'totals') AS indexes
      FROM pg_class c WHERE c.oid = 'app.totals'::regclass`);
    return rows[0];
  };
  const whole = { shop: true, amount: false, indexes: ["totals_amount_idx", "totals_key"] };
  const nothing = { view: [], index: [], privileges: [] };
  const all = { view: ["differences"], index: ["incarnation"], privileges: ["incarnations"] };

  it("has its indexes and masks, and no change changes nothing", async () => {
    expect(await state()).toEqual(whole);
    expect(await apply()).toEqual(nothing);
  });

  it("has them again in the same update where it was dropped", async () => {
    expect(await planned()).toBe(view.incarnation);
    await server.admin.query("DROP MATERIALIZED VIEW app.totals");
    expect(await planned()).toBe(unknown);
    expect(await apply()).toEqual(all);
    expect(await state()).toEqual(whole);
    expect(await apply()).toEqual(nothing);
  });

  it("has them again where somebody else dropped and made it", async () => {
    await server.admin.query(
      `SET ROLE own; DROP MATERIALIZED VIEW app.totals; CREATE MATERIALIZED VIEW app.totals AS
       SELECT shop, sum(amount) AS amount FROM app.sales GROUP BY shop; RESET ROLE`,
    );
    expect(await apply()).toEqual(all);
    expect(await state()).toEqual(whole);
    expect(await apply()).toEqual(nothing);
  });

  it("hands them on to its new query, where nothing is to be done again", async () => {
    const oid = "SELECT 'app.totals_amount_idx'::regclass::oid::text AS oid";
    const query = totals.query.replace("AS amount", "AS amount, count(*) AS sales");
    expect(await planned(query)).toBe(view.incarnation);
    const before = view;
    expect(await apply(query)).toEqual({ ...nothing, view: ["query"] });
    expect(view.oid).not.toBe(before.oid);
    expect(await state()).toEqual(whole);
    const carriedOver = (await server.admin.query(oid)).rows;
    expect(await apply(query)).toEqual(nothing);
    expect((await server.admin.query(oid)).rows).toEqual(carriedOver);
    const read = await server.plugIn.read("MaterializedView", id, view, { ...totals, query });
    expect(read.outputs).toEqual(view);
  });
});

const decided = [
  ...["definition", "built", "valid", "oid", "listsAdvice", "missingOn", "differences", "server"],
];

/** The inputs in a resource's state; a view's incarnation is decided, and others' is given. */
function inputsOf(state: Properties): Properties {
  const outputs = state.query === undefined ? decided : [...decided, "incarnation"];
  return Object.fromEntries(Object.entries(state).filter(([name]) => !outputs.includes(name)));
}
