import type { Plan, PlannedResource } from "../planned-resource.ts";
import { types } from "../resource-types.ts";
import { given } from "./known.ts";
import { linkOf } from "./links.ts";

export function isReplica(instance: PlannedResource): boolean {
  return given(instance, "replicateSourceDb") !== undefined;
}

/** The instance of the plan that a replica is a copy of. */
export function sourceOf(plan: Plan, replica: PlannedResource): PlannedResource | undefined {
  const { to } = linkOf(plan, replica, "replicateSourceDb", [types.instance], ["identifier", "arn"]);
  // Where several are named, the copied one is no replica itself.
  return to.find((each) => each !== replica && !isReplica(each)) ?? to.find((each) => each !== replica);
}
