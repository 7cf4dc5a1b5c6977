import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commerceDataset } from "../../../pipelines/commerce/dataset.ts";
import type { DemoRow, Recipe } from "../../../pipelines/commerce/demo-table.ts";
import { copyRow } from "../../../sql/demo-data/copy-row.ts";

const recipe = { seed: 42, scale: 1 };
const [customers = [], products = [], orders = [], items = []] = commerceDataset.map((table) => [
  ...table.rows(recipe),
]);

describe("the demo data of commerce", () => {
  it("is the same bytes for the same seed and scale, on every machine", () => {
    expect(hashes(recipe)).toEqual({
      customers: "c0e66e154cf6542ec8bfba279a6978bdee2dbee4bec852934be2bf747ed498f9",
      products: "ca90d55caa3f1226354951f459d04f6d2848e429982695e0451f61b8d5c2ff2c",
      orders: "a2bfa073742ae98dd7eb52a1dbc53c3e830f73b4958a01f22bb3c2a3a5c82dd6",
      order_items: "6ce8598b0dd5b5fc282a78ec8027211686599071829e4c60a2578a2e5ae3a44b",
    });
  });

  it("is other bytes for another seed or scale", () => {
    const all = [recipe, { seed: 43, scale: 1 }, { seed: 42, scale: 2 }].flatMap((one) =>
      Object.values(hashes(one)),
    );
    expect(new Set(all).size).toBe(12);
  });

  it.each([1, 3])("counts its rows beforehand (scale %i)", (scale) => {
    for (const table of commerceDataset) {
      expect(table.count({ seed: 42, scale })).toBe([...table.rows({ seed: 42, scale })].length);
    }
  });

  it("has about 40,000 rows, ids from 1, a value a column", () => {
    expect([customers, products, orders, items].map((rows) => rows.length)).toEqual([
      2_000, 500, 10_000, 27_462,
    ]);
    for (const table of commerceDataset) {
      const rows = [...table.rows(recipe)];
      expect(rows.every((row, index) => row[0] === index + 1 && row.length === table.columns.length)).toBe(
        true,
      );
    }
  });

  it("has rows that read like a shop's", () => {
    expect([customers[0], products[0], orders[0], items[0]]).toEqual([
      [1, "emma.taylor.1@example.com", "Emma Taylor", "GB", "2023-01-01T12:29:51Z"],
      [1, "LIG-000001", "Large Linen Floor Lamp", "lighting", "22.50", true, "2023-05-19T03:32:00Z"],
      [1, 101, "delivered", "2024-01-03T15:42:54Z"],
      [1, 1, 431, 1, "339.14"],
    ]);
  });

  it("keeps what the tables demand: unique e-mails in lower case, unique article numbers", () => {
    expect(new Set(customers.map(([, email]) => email)).size).toBe(2_000);
    expect(
      customers.every(([, email]) => /^[a-z]+\.[a-z]+\.\d+@example\.(com|net|org)$/.test(String(email))),
    ).toBe(true);
    expect(new Set(products.map(([, sku]) => sku)).size).toBe(500);
    expect(products.every(([, , , , price]) => /^\d+\.\d\d$/.test(String(price)))).toBe(true);
  });

  it("has orders in the order of their dates, none before its customer joined", () => {
    const joined = customers.map((row) => String(row[4]));
    let before = "2024-01-01T00:00:00Z";
    for (const [, customer, , placed] of orders) {
      expect(String(placed) >= before && String(placed) >= String(joined[Number(customer) - 1])).toBe(true);
      before = String(placed);
    }
    expect(before < "2026-01-01T00:00:00Z").toBe(true);
  });

  it("has no product twice in an order", () => {
    expect(new Set(items.map(([, order, product]) => `${order}:${product}`)).size).toBe(items.length);
  });

  it("is skewed as sales are: a tenth of the products make over a third of the items, some customers never order", () => {
    const sold = tally(items, 2);
    expect(sold.length).toBe(500);
    expect(sum(sold.slice(0, 50)) / items.length).toBeGreaterThan(0.34);
    const ordered = tally(orders, 1);
    expect(ordered.length).toBeLessThan(1_900);
    expect(sum(ordered.slice(0, 200)) / orders.length).toBeGreaterThan(0.3);
  });

  it("has orders of every status, most delivered", () => {
    const counts: Record<string, number> = {};
    for (const [, , status] of orders) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
    expect(counts).toEqual({
      delivered: 8_637,
      cancelled: 752,
      returned: 478,
      shipped: 99,
      paid: 23,
      pending: 11,
    });
  });
});

function hashes(of: Recipe): Record<string, string> {
  return Object.fromEntries(
    commerceDataset.map((table) => {
      const hash = createHash("sha256");
      for (const row of table.rows(of)) hash.update(copyRow(row));
      return [table.name, hash.digest("hex")];
    }),
  );
}

/** How often each value of a column is met, most often first. */
function tally(rows: readonly DemoRow[], column: number): number[] {
  const counts = new Map<unknown, number>();
  for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
