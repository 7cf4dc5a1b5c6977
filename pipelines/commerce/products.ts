import { calendar, timestamp } from "./calendar.ts";
import { catalogue, materials, styles } from "./catalogue.ts";
import { choose } from "./choose.ts";
import type { DemoTable, Recipe } from "./demo-table.ts";
import { type Draw, draws } from "./draws.ts";

const stream = 2;

/** 500 products at scale 1, all there before the first order; one in twenty is no longer sold. */
export const products: DemoTable = {
  name: "products",
  columns: ["id", "sku", "name", "category", "price", "active", "created_at"],
  count: productCount,
  *rows(recipe) {
    const count = productCount(recipe);
    for (let id = 1; id <= count; id++) {
      const draw = draws(recipe.seed, stream, id);
      const { code, category, noun, cents } = article(draw);
      const name = `${choose(draw, styles)} ${choose(draw, materials)} ${noun}`;
      const active = draw() >= 0.05;
      const listed = calendar.founded + draw() * (calendar.opened - calendar.founded);
      yield [
        id,
        `${code}-${String(id).padStart(6, "0")}`,
        name,
        category,
        money(cents),
        active,
        timestamp(listed),
      ];
    }
  },
};

export function productCount({ scale }: Recipe): number {
  return 500 * scale;
}

/** Today's price of one product, in cents. */
export function productCents(seed: number, id: number): number {
  return article(draws(seed, stream, id)).cents;
}

/** An amount as PostgreSQL's numeric reads it: `1999` is `19.99`. */
export function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

function article(draw: Draw) {
  const { category, code, nouns, cents } = choose(draw, catalogue);
  const noun = choose(draw, nouns as readonly string[]);
  const [low, high] = cents;
  const position = draw();
  // Most are cheap, a few are dear, and shops like prices that end in 99 or 50.
  const whole = Math.floor((low + (high - low) * position * position * position) / 100);
  return { category, code, noun, cents: whole * 100 + choose(draw, [99, 99, 99, 50]) };
}
