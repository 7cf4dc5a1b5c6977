import { expect } from "vitest";
import type { Registered } from "./mocks.ts";

/** The only resource of a type, or the one of a name. */
export function only(resources: readonly Registered[], type: string, name?: string): Registered {
  const found = resources.filter(
    (resource) => resource.type === type && (name === undefined || resource.name === name),
  );
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

/** All resources of a type by name: the order of registration is not always the same. */
export function allOf(resources: readonly Registered[], type: string): Registered[] {
  return resources
    .filter((resource) => resource.type === type)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Every resource but the stack, `type name of parent`, in the order of the alphabet. */
export function familyOf(resources: readonly Registered[]): string[] {
  return resources
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ type, name, options }) => `${type} ${name} of ${options.parent}`)
    .sort();
}
