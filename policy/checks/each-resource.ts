import { notApplicable, type Verdict } from "../finding.ts";
import type { Plan, PlannedResource } from "../planned-resource.ts";
import { shortTypes } from "../resource-types.ts";
import type { Rule } from "../rule.ts";

interface ResourceRule extends Omit<Rule, "check"> {
  /** Type tokens. */
  readonly of: readonly string[];
  readonly check: (resource: PlannedResource, plan: Plan) => Verdict;
}

/** A rule that looks at each resource of some types by itself. */
export function eachResource({ of, check, ...rule }: ResourceRule): Rule {
  return {
    ...rule,
    check(plan) {
      const resources = plan.resources.filter(({ type }) => of.includes(type));
      if (resources.length === 0) return [notApplicable(`the plan has no ${shortTypes(of)}`)];
      return resources.map((resource) => {
        const { urn, type, name } = resource;
        return { resource: { urn, type, name }, ...check(resource, plan) };
      });
    },
  };
}
