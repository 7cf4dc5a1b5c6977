import type { PlannedResource, PlannedValue } from "../planned-resource.ts";
import { hasHidden, isHidden, isRecord, listOf } from "../reading/known.ts";
import { types } from "../resource-types.ts";

/** A rule of a security group, however it is written: in the group, or as a resource. */
interface GroupRule {
  readonly [property: string]: PlannedValue;
}

/** Whether rules of one direction let everybody in or out: `all` for every port and protocol. */
export type Openness = "closed" | "some" | "all" | "not known";

/**
 * How far a group or a rule opens itself to the whole internet.
 *
 * @returns undefined where the resource has nothing to do with the direction
 */
export function openness(resource: PlannedResource, direction: "ingress" | "egress"): Openness | undefined {
  if (resource.type === types.securityGroup || resource.type === types.defaultSecurityGroup) {
    const inline = resource.inputs[direction];
    if (isHidden(inline)) return "not known";
    return worst(listOf(inline).filter(isRecord).map(opennessOf));
  }
  if (resource.type === types.securityGroupRule) {
    if (isHidden(resource.inputs.type)) return "not known";
    if (resource.inputs.type !== direction) return undefined;
  }
  return opennessOf(resource.inputs);
}

function opennessOf(rule: GroupRule): Openness {
  const places = [rule.cidrBlocks, rule.ipv6CidrBlocks, rule.cidrIpv4, rule.cidrIpv6].flatMap(listOf);
  if (!places.some((place) => place === "0.0.0.0/0" || place === "::/0"))
    return hasHidden(places) ? "not known" : "closed";
  const protocol = rule.ipProtocol ?? rule.protocol;
  const ports = rule.fromPort === 0 && (rule.toPort === 0 || rule.toPort === 65535);
  return protocol === "-1" || protocol === "all" || ports ? "all" : "some";
}

function worst(all: readonly Openness[]): Openness {
  return (["all", "some", "not known"] as const).find((each) => all.includes(each)) ?? "closed";
}
