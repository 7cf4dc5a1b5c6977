import type { PlannedResource } from "../../policy/planned-resource.ts";

/**
 * Parents before their children, and these by type and name: registration follows the order in which promises happen to
 * resolve, which is no part of a plan.
 */
export function inTreeOrder(resources: readonly PlannedResource[]): PlannedResource[] {
  const children = childrenByParent(resources);
  const below = (parent: string | undefined): PlannedResource[] =>
    (children.get(parent) ?? []).flatMap((resource) => [resource, ...below(resource.urn)]);
  return below(undefined);
}

/** Children of each parent in order; those without one are of `undefined`. */
export function childrenByParent(
  resources: readonly PlannedResource[],
): ReadonlyMap<string | undefined, readonly PlannedResource[]> {
  const ordered = [...resources].sort((one, other) => compare(sortKey(one), sortKey(other)));
  return Map.groupBy(ordered, ({ parent }) => parent);
}

/** What stands alone before what has children of its own. */
function sortKey({ component, type, name }: PlannedResource): string {
  return `${component ? 1 : 0}\0${type}\0${name}`;
}

/** By code point, whatever the machine's language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
