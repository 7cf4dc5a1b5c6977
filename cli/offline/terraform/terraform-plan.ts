import type { Plan, PlannedResource } from "../../../policy/planned-resource.ts";
import { type Addressed, type Addresses, addressesOf } from "./addresses.ts";
import { attributesOf, type Json, joined } from "./attribute.ts";
import { providerConfigs, providerKey } from "./provider-config.ts";
import { referencesOf } from "./references.ts";

/** A plan in Terraform's terms. */
export interface TerraformPlan {
  readonly json: Readonly<Record<string, Json>>;
  /** Resources that Terraform has no type for, and so are not in it. */
  readonly leftOut: readonly PlannedResource[];
}

/**
 * Writes a plan as `terraform show -json` does (hashicorp/terraform, "JSON Output Format", format version 1.2), for tools
 * that read that: everything is to be made, values that are not known stand under `after_unknown`, and the configuration
 * says which resources they come from. A secret is not in it, and marked as sensitive.
 */
export function terraformPlan(plan: Plan): TerraformPlan {
  const addresses = addressesOf(plan);
  const parts = [...addresses.byUrn.values()].map((addressed) => partsOf(addressed, addresses));
  return {
    json: {
      format_version: "1.2",
      // No Terraform ran; readers of the format want one.
      terraform_version: "1.5.0",
      variables: {},
      planned_values: { outputs: {}, root_module: { resources: parts.map(({ planned }) => planned) } },
      resource_changes: parts.map(({ change }) => change),
      configuration: {
        provider_config: providerConfigs(plan, addresses),
        root_module: { resources: parts.map(({ configured }) => configured) },
      },
    },
    leftOut: addresses.leftOut,
  };
}

/** The three places where a plan has a resource. */
function partsOf(
  addressed: Addressed,
  addresses: Addresses,
): Record<"planned" | "change" | "configured", Json> {
  const { resource, address, type, name, providerName } = addressed;
  const attributes = attributesOf(type, resource.inputs, (property) =>
    referencesOf(resource, property, addresses),
  );
  const { value = {}, unknown, sensitive } = joined([...attributes]);
  const after_unknown = { id: true, ...(unknown as Record<string, Json> | undefined) };
  const head = { address, mode: "managed", type, name };
  const dependsOn = dependenciesOf(resource, addresses);
  return {
    planned: {
      ...head,
      provider_name: providerName,
      schema_version: 0,
      values: value,
      sensitive_values: sensitive ?? {},
    },
    change: {
      ...head,
      provider_name: providerName,
      change: {
        actions: ["create"],
        before: null,
        after: value,
        after_unknown,
        before_sensitive: false,
        after_sensitive: sensitive ?? {},
      },
    },
    configured: {
      ...head,
      provider_config_key: providerKey(addressed),
      expressions: Object.fromEntries([...attributes].map(([key, { expression }]) => [key, expression])),
      schema_version: 0,
      ...(dependsOn.length > 0 && { depends_on: dependsOn }),
    },
  };
}

/** What it waits for beside what its properties come from. */
function dependenciesOf(resource: PlannedResource, { byUrn }: Addresses): string[] {
  const implied = new Set(Object.values(resource.propertyDependencies).flat());
  return resource.dependencies
    .filter((urn) => !implied.has(urn))
    .flatMap((urn) => byUrn.get(urn)?.address ?? []);
}
