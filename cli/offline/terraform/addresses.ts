import type { Plan, PlannedResource } from "../../../policy/planned-resource.ts";
import { type TerraformType, terraformType } from "./terraform-type.ts";

/** A resource with what it is called in Terraform. */
export interface Addressed extends TerraformType {
  readonly resource: PlannedResource;
  readonly name: string;
  /** `<type>.<name>`. */
  readonly address: string;
}

/** What a plan comes to: resources with an address, by URN, and those that Terraform has no type for. */
export interface Addresses {
  readonly byUrn: ReadonlyMap<string, Addressed>;
  readonly leftOut: readonly PlannedResource[];
}

/** Gives each resource an address; components and providers are no resources there. */
export function addressesOf({ resources }: Plan): Addresses {
  const byUrn = new Map<string, Addressed>();
  const leftOut: PlannedResource[] = [];
  const taken = new Set<string>();
  for (const resource of resources) {
    if (resource.component || resource.type.startsWith("pulumi:")) continue;
    const type = terraformType(resource.type);
    if (type === undefined) {
      leftOut.push(resource);
      continue;
    }
    const name = freeName(type.type, identifier(resource.name), taken);
    byUrn.set(resource.urn, { ...type, resource, name, address: `${type.type}.${name}` });
  }
  return { byUrn, leftOut };
}

/** Letters, digits, `_` and `-`, a letter or `_` first. */
function identifier(name: string): string {
  const allowed = name.replaceAll(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z_]/.test(allowed) ? allowed : `_${allowed}`;
}

/** Two resources of one type and name differ by their parents, which are no part of an address. */
function freeName(type: string, name: string, taken: Set<string>): string {
  let free = name;
  for (let next = 2; taken.has(`${type}.${free}`); next++) free = `${name}-${next}`;
  taken.add(`${type}.${free}`);
  return free;
}
