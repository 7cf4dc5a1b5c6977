import type { PolicyResource } from "@pulumi/policy";
import { type Plan, type PlannedResource, type PlannedValue, unknownValue } from "../planned-resource.ts";

/** What stands for a file or an archive: no rule reads what is in it. */
const fileValue = "(file)";

/**
 * The plan that an analyzer is given. Its values are what the engine knows of a resource, in a preview as well what
 * only AWS decides: that is unknown.
 */
export function planOfResources(stack: string, resources: readonly PolicyResource[]): Plan {
  return { stack, resources: resources.map(plannedResource) };
}

function plannedResource(resource: PolicyResource): PlannedResource {
  const { urn, type, name, parent, opts, provider, dependencies, propertyDependencies } = resource;
  return {
    urn,
    type,
    name,
    ...(parent !== undefined && { parent: parent.urn }),
    component: provider === undefined,
    protect: opts.protect,
    dependencies: urnsOf(dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, of]) => [property, urnsOf(of)]),
    ),
    inputs: plannedFields(resource.props),
    ...(provider !== undefined && { provider: provider.urn }),
  };
}

function urnsOf(resources: readonly PolicyResource[]): string[] {
  return resources.map(({ urn }) => urn).sort();
}

function plannedFields(fields: object): Record<string, PlannedValue> {
  return Object.fromEntries(Object.keys(fields).map((key) => [key, plannedField(fields, key)]));
}

/** The SDK's proxies throw where a value is read that is not known yet. */
function plannedField(holder: object, key: string | number): PlannedValue {
  try {
    return plannedValue(Reflect.get(holder, key));
  } catch (error) {
    if (error instanceof Error && "unknownTypeSentinel" in error) return unknownValue;
    throw error;
  }
}

function plannedValue(value: unknown): PlannedValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, at) => plannedField(value, at));
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype)
    return plannedFields(value);
  return fileValue;
}
