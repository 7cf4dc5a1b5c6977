import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { needsPostgres } from "../../native/test-postgres.ts";
import { figuresLine } from "../../online-change/load.ts";
import { newShop, type Shop } from "../../online-change/shop.ts";
import { toTextUnderLoad } from "../../online-change/to-text-under-load.ts";
import { codeOf } from "../embedded/test-server.ts";

const seedRows = 25_000;
let shop: Shop;

beforeEach(async (context) => {
  needsPostgres(context);
  shop = await newShop("varchar(40)", seedRows);
});
afterEach(() => shop?.clear());

describe("a varchar that becomes text under load", () => {
  it("fails no statement, reads no row while the table is blocked, and keeps the length", async () => {
    // A statement that returns the column as it is, prepared while that is a varchar.
    const careless = await shop.connect();
    const read = { name: "read", text: "SELECT handle FROM shop.accounts WHERE id = $1", values: [1] };
    await careless.query(read);
    const outcome = await toTextUnderLoad(shop, seedRows, 1_500);
    process.stdout.write(figuresLine(`${seedRows} rows to text`, outcome.figures));
    expect(outcome.failures).toEqual([]);
    expect(outcome.figures.perSecond).toBeGreaterThanOrEqual(200);
    expect(outcome.found).toEqual(outcome.expected);
    expect(outcome.wholeTable).toEqual([]);
    const { rows } = await shop.admin.query(
      `SELECT conname::text AS name, convalidated AS valid, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE conrelid = 'shop.accounts'::regclass AND contype = 'c' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { name: "accounts_handle_check", valid: true, definition: "CHECK ((handle <> ''::text))" },
      { name: "accounts_handle_length", valid: true, definition: "CHECK ((length(handle) <= 40))" },
    ]);
    const long = shop.admin.query("INSERT INTO shop.accounts (handle) VALUES (repeat('x', 41))");
    expect(await codeOf(long)).toBe("23514");
    await expect(careless.query(read)).rejects.toThrow("cached plan must not change result type");
    await careless.end();
  });
});
