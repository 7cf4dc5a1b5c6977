import { expect, it } from "vitest";
import { planOffline } from "../../../cli/offline/plan-offline.ts";

const region = { "pgstack:region": "eu-central-1" };
const instanceClass = { "pgstack:instanceClass": "db.r6id.large" };

it.each([
  ["a region", region],
  ["a class", instanceClass],
])("makes no budget of an estimate without the price of %s, and says what to set", async (_, settings) => {
  await expect(planOffline("prod", { settings })).rejects.toThrow(
    "pgstack:monthlyBudget: the price of this region, or of a class, is not known here, and an estimate needs it\n" +
      "  Set it to US dollars a month; `npx pgstack cost` says what has no price.",
  );
  const { resources } = await planOffline("prod", {
    settings: { ...settings, "pgstack:monthlyBudget": "900" },
  });
  const budget = resources.find(({ type }) => type === "aws:budgets/budget:Budget");
  expect(budget?.inputs.limitAmount).toBe("900.00");
});
