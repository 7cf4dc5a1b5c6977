import type { Plan, PlannedResource } from "../planned-resource.ts";
import { hasHidden, listOf } from "./known.ts";

/** What an input refers to. */
export interface Link {
  readonly to: readonly PlannedResource[];
  /** False where the value is not known and nothing says where it comes from. */
  readonly sure: boolean;
}

/**
 * The resources that an input refers to: by where its value comes from, or by their names.
 *
 * @param names inputs of the resource referred to, any of which the value may be
 */
export function linkOf(
  plan: Plan,
  from: PlannedResource,
  property: string,
  types: readonly string[],
  names: readonly string[] = [],
): Link {
  const sources = new Set(from.propertyDependencies[property] ?? []);
  const values = listOf(from.inputs[property]);
  const to = plan.resources.filter(
    (each) =>
      types.includes(each.type) &&
      (sources.has(each.urn) || names.some((name) => isOneOf(values, each.inputs[name]))),
  );
  return { to, sure: to.length > 0 || !hasHidden(from.inputs[property]) || sources.size > 0 };
}

/**
 * Resources that complete another one, such as a bucket's versioning.
 *
 * @param property their input that names it
 */
export function satellitesOf(
  plan: Plan,
  of: PlannedResource,
  { type, property, names = [] }: { type: string; property: string; names?: readonly string[] },
): Link {
  const candidates = plan.resources.filter((each) => each.type === type);
  const links = candidates.map((each) => ({ each, link: linkOf(plan, each, property, [of.type], names) }));
  return {
    to: links.filter(({ link }) => link.to.includes(of)).map(({ each }) => each),
    sure: links.every(({ link }) => link.sure),
  };
}

function isOneOf(values: readonly unknown[], name: unknown): boolean {
  return typeof name === "string" && name !== "" && !hasHidden(name) && values.includes(name);
}
