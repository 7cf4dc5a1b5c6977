import type { Plan, PlannedResource, PlannedValue } from "../../policy/planned-resource.ts";
import { unknownValue } from "../../policy/planned-resource.ts";

export const later = unknownValue;

/**
 * A resource of a plan.
 * @param links by input, the resources that its value comes from
 */
export function resource(
  type: string,
  name: string,
  inputs: Record<string, PlannedValue> = {},
  links: Record<string, readonly PlannedResource[]> = {},
): PlannedResource {
  return {
    urn: `urn:pulumi:prod::pgstack::${type}::${name}`,
    type,
    name,
    component: false,
    protect: false,
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.entries(links).map(([property, of]) => [property, of.map(({ urn }) => urn)]),
    ),
    inputs: { ...Object.fromEntries(Object.keys(links).map((property) => [property, later])), ...inputs },
  };
}

export function planOf(...resources: readonly PlannedResource[]): Plan {
  return { stack: "prod", resources };
}
