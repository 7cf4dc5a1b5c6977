import { calendar, timestamp } from "./calendar.ts";
import { choose, chooseWeighted } from "./choose.ts";
import type { DemoTable, Recipe } from "./demo-table.ts";
import { type Draw, draws } from "./draws.ts";
import { countries, familyNames, givenNames, mailName } from "./people.ts";

const stream = 1;
/** Reserved for examples by RFC 2606: a mail to such an address reaches nobody. */
const mailDomains = ["example.com", "example.net", "example.org"] as const;

/** 2,000 customers at scale 1; they join at an even pace from the founding to the end. */
export const customers: DemoTable = {
  name: "customers",
  columns: ["id", "email", "full_name", "country", "created_at"],
  count: customerCount,
  *rows(recipe) {
    const count = customerCount(recipe);
    for (let id = 1; id <= count; id++) {
      const draw = draws(recipe.seed, stream, id);
      const { email, fullName } = person(draw, id);
      const country = chooseWeighted(draw, countries);
      const joined = calendar.founded + ((id - 1 + draw()) / count) * (calendar.ended - calendar.founded);
      yield [id, email, fullName, country, timestamp(joined)];
    }
  },
};

/** How many of the customers have joined by a date: those with the lowest ids. At least 1. */
export function customersJoinedBy(date: number, recipe: Recipe): number {
  const share = (date - calendar.founded) / (calendar.ended - calendar.founded);
  return Math.max(1, Math.floor(share * customerCount(recipe)));
}

function person(draw: Draw, id: number): { email: string; fullName: string } {
  const given = choose(draw, givenNames);
  const family = choose(draw, familyNames);
  const email = `${mailName(given)}.${mailName(family)}.${id}@${choose(draw, mailDomains)}`;
  return { email, fullName: `${given} ${family}` };
}

function customerCount({ scale }: Recipe): number {
  return 2_000 * scale;
}
