import type { Plan } from "../../../policy/planned-resource.ts";
import type { Addressed, Addresses } from "./addresses.ts";
import { attributesOf, type Json } from "./attribute.ts";

/** Configurations of providers by key: a plain one for each that is used, and one for each that the program declares. */
export function providerConfigs(plan: Plan, { byUrn }: Addresses): Record<string, Json> {
  const used = [...byUrn.values()].map(
    ({ provider, providerName }) => [provider, { name: provider, full_name: providerName }] as const,
  );
  const names = new Map(used.map(([provider, { full_name }]) => [provider, full_name]));
  const declared = plan.resources.flatMap(({ type, name, inputs }) => {
    const provider = packageOf(type);
    const fullName = provider === undefined ? undefined : names.get(provider);
    if (provider === undefined || fullName === undefined) return [];
    const expressions = [...attributesOf(type, inputs, () => [])].map(([attribute, { expression }]) => [
      attribute,
      expression,
    ]);
    const config = { name: provider, full_name: fullName, alias: name };
    return [[`${provider}.${name}`, { ...config, expressions: Object.fromEntries(expressions) }] as const];
  });
  return Object.fromEntries([...used, ...declared]);
}

/** Key of the configuration that a resource is made by. */
export function providerKey({ provider, resource }: Addressed): string {
  const name = resource.provider?.split("::").at(-1);
  return name === undefined ? provider : `${provider}.${name}`;
}

/** `pulumi:providers:aws` -> `aws`. */
function packageOf(type: string): string | undefined {
  return /^pulumi:providers:(?<name>.+)$/.exec(type)?.groups?.name;
}
