import { chooseSkewed, chooseWeighted } from "./choose.ts";
import type { DemoTable, Recipe } from "./demo-table.ts";
import { draws } from "./draws.ts";
import { orderCount } from "./orders.ts";
import { money, productCents, productCount } from "./products.ts";

const streams = { count: 4, items: 5 } as const;
const itemsPerOrder = [
  [1, 0.2],
  [2, 0.28],
  [3, 0.25],
  [4, 0.15],
  [5, 0.08],
  [6, 0.04],
] as const;
const quantities = [
  [1, 0.72],
  [2, 0.18],
  [3, 0.06],
  [5, 0.03],
  [10, 0.01],
] as const;

/** About 27,500 items at scale 1: 1 to 6 different products an order, the popular ones far more often. */
export const orderItems: DemoTable = {
  name: "order_items",
  columns: ["id", "order_id", "product_id", "quantity", "unit_price"],
  count: itemCount,
  *rows(recipe) {
    const products = productCount(recipe);
    let id = 0;
    for (let order = 1; order <= orderCount(recipe); order++) {
      const draw = draws(recipe.seed, streams.items, order);
      const taken = new Set<number>();
      for (let rest = itemsOf(recipe.seed, order); rest > 0; rest--) {
        let product = chooseSkewed(draw, products, 0.1);
        while (taken.has(product)) product = (product % products) + 1;
        taken.add(product);
        const cents = productCents(recipe.seed, product);
        // One in five was bought at a reduced price.
        const paid = draw() < 0.2 ? Math.floor(cents * 0.85) : cents;
        yield [++id, order, product, chooseWeighted(draw, quantities), money(paid)];
      }
    }
  },
};

function itemCount(recipe: Recipe): number {
  let count = 0;
  for (let order = 1; order <= orderCount(recipe); order++) count += itemsOf(recipe.seed, order);
  return count;
}

function itemsOf(seed: number, order: number): number {
  return chooseWeighted<number>(draws(seed, streams.count, order), itemsPerOrder);
}
