import type pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { planRename } from "../../../operations/online-change/plan-rename.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { newShop, type Shop, versionOf } from "../../online-change/shop.ts";
import { codeOf } from "../embedded/test-server.ts";

const keys = 150;
let shop: Shop;

beforeEach(async (context) => {
  needsPostgres(context);
  shop = await newShop("text", 100);
});
afterEach(() => shop?.clear());

/** Four clients that upsert the same new keys in the same moment; the codes of what was refused. */
async function upsertAtOnce(clients: readonly pg.Client[], name: string, round: string): Promise<string[]> {
  const text = `INSERT INTO shop.accounts (${name}, balance) VALUES ($1, 1)
    ON CONFLICT (${name}) DO UPDATE SET balance = accounts.balance + 1`;
  const codes: string[] = [];
  for (let key = 0; key < keys; key++) {
    const answers = clients.map((client) => codeOf(client.query(text, [`${round}-${key}`])));
    for (const code of await Promise.all(answers)) if (code !== undefined) codes.push(code);
  }
  return codes;
}

it("lets PostgreSQL refuse one of two upserts of the same new value at once, while there are two unique indexes", async () => {
  const path = { schema: "shop", table: "accounts", column: "handle" };
  const files = await shop.write(await planRename(shop.admin, path, "username"));
  const clients = [await shop.connect(), await shop.connect(), await shop.connect(), await shop.connect()];
  const sum =
    "SELECT count(*)::int AS rows, sum(balance)::int AS accepted FROM shop.accounts WHERE balance > 0";

  await shop.migrateTo(versionOf(files, "backfill"));
  expect(await upsertAtOnce(clients, "handle", "one-index")).toEqual([]);

  const refused: string[] = [];
  await shop.migrateTo(versionOf(files, "validate"));
  refused.push(...(await upsertAtOnce(clients, "handle", "before")));
  await shop.migrateTo(versionOf(files, "swap"));
  refused.push(...(await upsertAtOnce(clients, "username", "after")));
  refused.push(...(await upsertAtOnce(clients, "handle", "late")));
  const sent = 3 * keys * clients.length;
  process.stdout.write(
    `upserts of the same new value by four clients at once: ${refused.length} of ${sent} refused\n`,
  );
  expect(refused.filter((code) => code !== "23505")).toEqual([]);

  await shop.migrateTo(versionOf(files, "drop"));
  expect(await upsertAtOnce(clients, "username", "one-index-again")).toEqual([]);
  expect((await shop.admin.query(sum)).rows).toEqual([
    { rows: 5 * keys, accepted: 5 * keys * clients.length - refused.length },
  ]);
  for (const client of clients) await client.end();
});
