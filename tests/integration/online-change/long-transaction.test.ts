import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { planRename } from "../../../operations/online-change/plan-rename.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { Load } from "../../online-change/load.ts";
import { newShop, type Shop, versionOf } from "../../online-change/shop.ts";

/** How long the transaction stays open, in milliseconds. */
const open = 3_000;
const seedRows = 1_000;
const spelling = { name: () => "handle", returned: (name: string) => name };
let shop: Shop;

beforeEach(async (context) => {
  needsPostgres(context);
  shop = await newShop("text", seedRows);
});
afterEach(() => shop?.clear());

/** Begins a transaction that has read the table; `closed` resolves when it has ended, by and by. */
async function longTransaction(): Promise<{ readonly closed: Promise<void> }> {
  const client = await shop.connect();
  await client.query("BEGIN; SELECT count(*) FROM shop.accounts");
  const end = async () => {
    await sleep(open);
    await client.query("COMMIT");
    await client.end();
  };
  return { closed: end() };
}

describe("a swap that meets a long transaction", () => {
  it("tries for 100 ms at a time, so that the load goes on, and is done once that has ended", async () => {
    const path = { schema: "shop", table: "accounts", column: "handle" };
    const files = await shop.write(await planRename(shop.admin, path, "username"));
    await shop.migrateTo(versionOf(files, "validate"));
    await using load = await Load.start(shop, [spelling, spelling, spelling], seedRows);
    const { closed } = await longTransaction();
    const began = performance.now();
    const tries: number[] = [];
    await shop.migrateTo(versionOf(files, "swap"), (progress) => {
      if (progress.event === "retrying") tries.push(progress.attempt);
    });
    const took = performance.now() - began;
    await closed;
    await load.turn();
    const longest = load.longestSince(began);
    const figures = await load.end();
    process.stdout.write(
      `swap beside a transaction of ${open} ms: ${tries.length} tries in vain, longest statement ${Math.round(longest)} ms\n`,
    );
    expect(load.failures).toEqual([]);
    expect(tries.length).toBeGreaterThanOrEqual(2);
    expect(took).toBeGreaterThanOrEqual(open - 500);
    expect(longest).toBeLessThan(open / 3);
    expect(figures.failed).toBe(0);
  });

  it("would block everybody for as long, if it just waited", async () => {
    await using load = await Load.start(shop, [spelling, spelling], seedRows);
    const { closed } = await longTransaction();
    const began = performance.now();
    await shop.admin.query("BEGIN; ALTER TABLE shop.accounts RENAME COLUMN balance TO amount; ROLLBACK");
    await closed;
    await load.turn();
    expect(load.longestSince(began)).toBeGreaterThan(open / 2);
    await load.end();
    expect(load.failures).toEqual([]);
  });
});
