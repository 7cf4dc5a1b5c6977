import { describe, expect, it } from "vitest";
import { Budget, type BudgetArgs } from "../../components/budget/budget.ts";
import { inputsOf, refusal, registeredOnAws, summary } from "./on-aws.ts";

const args: BudgetArgs = {
  identifier: "shop-prod",
  amount: 45,
  topicArn: "arn:topic",
  emails: ["ops@example.com"],
  tags: { Application: "shop" },
};
const notification = {
  comparisonOperator: "GREATER_THAN",
  thresholdType: "PERCENTAGE",
  subscriberSnsTopicArns: ["arn:topic"],
};
const everything = {
  name: "shop-prod-monthly",
  budgetType: "COST",
  timeUnit: "MONTHLY",
  limitAmount: "45.00",
  limitUnit: "USD",
  tags: { Application: "shop", Role: "budget" },
};
const told = [
  { ...notification, notificationType: "ACTUAL", threshold: 80 },
  { ...notification, notificationType: "FORECASTED", threshold: 100 },
  { ...notification, notificationType: "ACTUAL", threshold: 100 },
];

describe("Budget", () => {
  it("tells of what is spent and of what the month will come to", async () => {
    const { resources } = await registeredOnAws(() => new Budget("budget", args));
    expect(summary(resources)).toEqual([
      "aws:budgets/budget:Budget budget of budget",
      "pgstack:index:Budget budget of undefined",
    ]);
    expect(inputsOf(resources.slice(1), "Budget", "budget")).toEqual({
      ...everything,
      notifications: told.map((one) => ({ ...one, subscriberEmailAddresses: ["ops@example.com"] })),
    });
  });

  it("counts one application alone where its tag is given, and tells the topic alone without addresses", async () => {
    const { resources } = await registeredOnAws(
      () => new Budget("budget", { ...args, amount: 123.456, application: "shop", emails: [] }),
    );
    expect(inputsOf(resources.slice(1), "Budget", "budget")).toEqual({
      ...everything,
      limitAmount: "123.46",
      costFilters: [{ name: "TagKeyValue", values: ["user:Application$shop"] }],
      notifications: told,
    });
  });

  it.each([0, -1, 0.001, Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", async (amount) => {
    expect(await refusal(() => new Budget("budget", { ...args, amount }))).toBe(
      `pgstack:monthlyBudget: ${amount} is no amount for a month\n  Write US dollars, such as 45, or estimate.`,
    );
  });
});
