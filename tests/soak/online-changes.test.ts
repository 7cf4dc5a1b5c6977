import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { needsPostgres } from "../native/test-postgres.ts";
import { figuresLine } from "../online-change/load.ts";
import { renameUnderLoad } from "../online-change/rename-under-load.ts";
import { newShop, type Shop } from "../online-change/shop.ts";
import { toTextUnderLoad } from "../online-change/to-text-under-load.ts";

const seedRows = 400_000;
let shop: Shop | undefined;

beforeEach((context) => needsPostgres(context));
afterEach(async () => {
  await shop?.clear();
  shop = undefined;
});

describe(`changes of ${seedRows} rows under load`, () => {
  it("rename a column", async () => {
    shop = await newShop("text", seedRows);
    const { figures, failures, found, expected, steps } = await renameUnderLoad(shop, {
      seedRows,
      between: 15_000,
    });
    process.stdout.write(figuresLine(`rename of ${seedRows} rows`, figures));
    process.stdout.write(`steps in milliseconds: ${JSON.stringify(steps)}\n`);
    expect(failures).toEqual([]);
    expect(figures.seconds).toBeGreaterThanOrEqual(60);
    expect(figures.perSecond).toBeGreaterThanOrEqual(200);
    expect(found).toEqual(expected);
  });

  it("make a varchar text", async () => {
    shop = await newShop("varchar(40)", seedRows);
    const { figures, failures, found, expected, wholeTable } = await toTextUnderLoad(shop, seedRows, 20_000);
    process.stdout.write(figuresLine(`${seedRows} rows to text`, figures));
    expect(failures).toEqual([]);
    expect(figures.seconds).toBeGreaterThanOrEqual(60);
    expect(figures.perSecond).toBeGreaterThanOrEqual(200);
    expect(found).toEqual(expected);
    expect(wholeTable).toEqual([]);
  });
});
