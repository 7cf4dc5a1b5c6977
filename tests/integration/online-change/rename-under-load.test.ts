import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { needsPostgres } from "../../native/test-postgres.ts";
import { figuresLine } from "../../online-change/load.ts";
import { renameUnderLoad } from "../../online-change/rename-under-load.ts";
import { newShop, type Shop } from "../../online-change/shop.ts";

const seedRows = 25_000;
let shop: Shop;

beforeEach(async (context) => {
  needsPostgres(context);
  shop = await newShop("text", seedRows);
});
afterEach(() => shop?.clear());

describe("a column that is renamed under load", () => {
  it("fails no statement of clients that use the old name, the new one, or first one and then the other", async () => {
    const outcome = await renameUnderLoad(shop, { seedRows, between: 1_500 });
    process.stdout.write(figuresLine(`rename of ${seedRows} rows`, outcome.figures));
    expect(outcome.failures).toEqual([]);
    expect(outcome.figures.perSecond).toBeGreaterThanOrEqual(200);
    expect(outcome.found).toEqual(outcome.expected);
    expect(Object.keys(outcome.steps)).toEqual([
      "add",
      "write_both",
      "backfill",
      "index",
      "constrain",
      "validate",
      "swap",
      "drop",
    ]);
  });
});
