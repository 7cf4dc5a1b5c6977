import { calendar, timestamp } from "./calendar.ts";
import { chooseSkewed, chooseWeighted } from "./choose.ts";
import { customersJoinedBy } from "./customers.ts";
import type { DemoTable, Recipe } from "./demo-table.ts";
import { type Draw, draws } from "./draws.ts";

const stream = 3;

/** How orders of some age stand; an order's age in days at the end of the calendar decides which of these. */
const outcomes = [
  {
    youngerThan: 1,
    mix: [
      ["pending", 0.55],
      ["paid", 0.4],
      ["cancelled", 0.05],
    ],
  },
  {
    youngerThan: 4,
    mix: [
      ["paid", 0.35],
      ["shipped", 0.58],
      ["pending", 0.02],
      ["cancelled", 0.05],
    ],
  },
  {
    youngerThan: 12,
    mix: [
      ["shipped", 0.4],
      ["delivered", 0.53],
      ["returned", 0.02],
      ["cancelled", 0.05],
    ],
  },
  {
    youngerThan: Number.POSITIVE_INFINITY,
    mix: [
      ["delivered", 0.88],
      ["cancelled", 0.07],
      ["returned", 0.05],
    ],
  },
] as const;

/**
 * 10,000 orders at scale 1 over two years, in order of their dates, more of them from month to month. Early customers
 * order far more often than late ones, and nobody orders before joining.
 */
export const orders: DemoTable = {
  name: "orders",
  columns: ["id", "customer_id", "status", "created_at"],
  count: orderCount,
  *rows(recipe) {
    const count = orderCount(recipe);
    for (let id = 1; id <= count; id++) {
      const draw = draws(recipe.seed, stream, id);
      const position = (id - 1 + draw()) / count;
      // Half a straight line, half a square root: the pace of orders grows to several times the first month's.
      const share = (position + Math.sqrt(position)) / 2;
      const placed = calendar.opened + share * (calendar.ended - calendar.opened);
      const customer = chooseSkewed(draw, customersJoinedBy(placed, recipe), 0.15);
      yield [id, customer, status(draw, placed), timestamp(placed)];
    }
  },
};

export function orderCount({ scale }: Recipe): number {
  return 10_000 * scale;
}

function status(draw: Draw, placed: number): string {
  const age = (calendar.ended - placed) / calendar.day;
  const { mix } = outcomes.find(({ youngerThan }) => age < youngerThan) ?? outcomes[3];
  return chooseWeighted<string>(draw, mix);
}
