import { Budget as AwsBudget } from "@pulumi/aws/budgets/budget.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { UserError } from "../../errors/user-error.ts";

export interface BudgetArgs {
  /** Of the server: the budget is `<identifier>-monthly`. A change replaces it. */
  identifier: string;
  /** US dollars a month; a change begins no other month. */
  amount: number;
  /**
   * Value of the tag Application that alone is counted. The tag has to be activated for cost allocation first, or nothing is
   * counted and nobody ever told. @default everything of the account
   */
  application?: string | undefined;
  /** Topic that is told; its policy and its key admit `budgets.amazonaws.com`. */
  topicArn: Input<string>;
  /** Told as well, without a subscription to confirm, ten at most. */
  emails: readonly string[];
  tags: Record<string, string>;
}

/** When somebody is told, in percent of the amount: what is spent, or what the month will come to. */
const notifications = [
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "FORECASTED", threshold: 100 },
  { notificationType: "ACTUAL", threshold: 100 },
];

/**
 * A month's costs against an amount. It stops nothing: AWS knows what was spent with half a day's delay. Costs nothing.
 *
 * @throws UserError for an amount that is none
 */
export class Budget extends ComponentResource {
  readonly budgetName: Output<string>;

  constructor(name: string, args: BudgetArgs, opts?: ComponentResourceOptions) {
    const { identifier, amount, application, topicArn, emails, tags } = args;
    if (!(Number.isFinite(amount) && amount >= 0.01))
      throw new UserError(`${amount} is no amount for a month`, {
        where: "pgstack:monthlyBudget",
        mend: "Write US dollars, such as 45, or estimate.",
      });
    super("pgstack:index:Budget", name, {}, opts);
    const budget = new AwsBudget(
      name,
      {
        name: `${identifier}-monthly`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: amount.toFixed(2),
        limitUnit: "USD",
        ...(application !== undefined && {
          costFilters: [{ name: "TagKeyValue", values: [`user:Application$${application}`] }],
        }),
        notifications: notifications.map((notification) => ({
          ...notification,
          comparisonOperator: "GREATER_THAN",
          thresholdType: "PERCENTAGE",
          subscriberSnsTopicArns: [topicArn],
          ...(emails.length > 0 && { subscriberEmailAddresses: [...emails] }),
        })),
        tags: { ...tags, Role: "budget" },
      },
      { parent: this },
    );
    this.budgetName = budget.name;
    this.registerOutputs({ budgetName: this.budgetName });
  }
}
