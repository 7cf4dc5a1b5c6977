import type { PlannedResource } from "../../../policy/planned-resource.ts";
import type { Addresses } from "./addresses.ts";
import type { References } from "./attribute.ts";

/**
 * What a property's value comes from, as Terraform lists it: each resource with an attribute, then alone. Pulumi says
 * which resource, not which attribute: that follows from what the property takes.
 */
export function referencesOf(resource: PlannedResource, property: string, { byUrn }: Addresses): References {
  const urns = resource.propertyDependencies[property] ?? [];
  return urns.flatMap((urn) => {
    const { address } = byUrn.get(urn) ?? {};
    return address === undefined || urn === resource.urn
      ? []
      : [`${address}.${attributeFor(property)}`, address];
  });
}

function attributeFor(property: string): string {
  if (/Arns?$|^(topic|resource)$|Actions$/.test(property)) return "arn";
  return /(?:^n|N)ames?$/.test(property) ? "name" : "id";
}
