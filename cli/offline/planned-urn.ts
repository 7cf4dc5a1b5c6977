/** Type of the resource that a whole stack is. */
export const stackType = "pulumi:pulumi:Stack";

/** The URN that the engine gives a resource: the types of its parents, but for the stack's, are part of it. */
export function plannedUrn(
  stack: string,
  project: string,
  type: string,
  name: string,
  parent: string,
): string {
  const above = parent === "" ? stackType : qualifiedType(parent);
  const qualified = above === stackType ? type : `${above}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The URN in a reference to a provider, `<urn>::<id>`. */
export function urnOfProvider(reference: string): string | undefined {
  return reference === "" ? undefined : reference.slice(0, reference.lastIndexOf("::"));
}
