import { fail, notApplicable, pass } from "../finding.ts";
import type { PlannedResource } from "../planned-resource.ts";
import { hasHidden, listOf } from "../reading/known.ts";
import { shortTypes, types } from "../resource-types.ts";
import type { Rule } from "../rule.ts";
import { notKnown } from "./must-be.ts";

interface SubscriptionRule extends Omit<Rule, "check"> {
  /** As `sourceType` of a subscription has it. */
  readonly sourceType: string;
  readonly categories: readonly string[];
  /** Types of which one has to be in the plan. */
  readonly when: readonly string[];
}

/** A rule that somebody is told of events. A subscription without categories is one to all of them. */
export function eventSubscription({ sourceType, categories, when, ...rule }: SubscriptionRule): Rule {
  return {
    ...rule,
    check(plan) {
      if (!plan.resources.some(({ type }) => when.includes(type)))
        return [notApplicable(`the plan has no ${shortTypes(when)}`)];
      const subscriptions = plan.resources.filter(({ type }) => type === types.eventSubscription);
      const [found] = subscriptions.filter((each) => tells(each, sourceType, categories));
      if (found !== undefined) return [pass(`${found.name} tells of ${categories.join(", ")}`)];
      if (subscriptions.some(isOpen)) return [notKnown("sourceType or eventCategories of a subscription")];
      return [
        fail(
          `no subscription tells of ${sourceType} events: ${categories.join(", ")}`,
          `Make an event subscription with sourceType ${sourceType} and these categories.`,
        ),
      ];
    },
  };
}

function tells({ inputs }: PlannedResource, sourceType: string, categories: readonly string[]): boolean {
  const told = listOf(inputs.eventCategories);
  const all = told.length === 0 || categories.every((category) => told.includes(category));
  return inputs.enabled !== false && inputs.sourceType === sourceType && all;
}

function isOpen({ inputs }: PlannedResource): boolean {
  return hasHidden(inputs.sourceType) || hasHidden(inputs.eventCategories) || hasHidden(inputs.enabled);
}
