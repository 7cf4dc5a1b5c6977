import { relative, sep } from "node:path";
import { type PlannedValue, secretValue, unknownValue } from "../../policy/planned-resource.ts";
import { projectRoot } from "../../settings/paths.ts";

/** Marks of Pulumi's wire format (pulumi/pulumi sdk/go/common/resource: properties.go, asset.go). */
export const wire = {
  unknown: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  kind: "4dabf18193072939515e22adb298388d",
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** A value as the engine is given it, in a plan's terms. Nothing of a secret is left in it, nor whether it is known. */
export function plannedValue(value: unknown): PlannedValue {
  if (value === wire.unknown) return unknownValue;
  if (typeof value === "string")
    // Part of a text that is not known makes all of it unknown; a program may still have put the mark into one itself.
    return inProject(value).replaceAll(wire.unknown, unknownValue);
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(plannedValue);
  const fields = value as Record<string, unknown>;
  switch (fields[wire.kind]) {
    case undefined:
      return plannedFields(fields);
    case wire.secret:
      return secretValue;
    case wire.output:
      if (fields.secret === true) return secretValue;
      return Object.hasOwn(fields, "value") ? plannedValue(fields.value) : unknownValue;
    case wire.resource:
      return plannedValue(fields.id ?? fields.urn);
    case wire.asset:
    case wire.archive: {
      const { [wire.kind]: _, ...content } = fields;
      return plannedFields(content);
    }
    default:
      throw new Error(`a value of a kind that is not known: ${String(fields[wire.kind])}`);
  }
}

/** Where a checkout lies is no part of a plan. */
function inProject(text: string): string {
  return text.startsWith(projectRoot + sep) ? relative(projectRoot, text).split(sep).join("/") : text;
}

/** {@link plannedValue} of each property. */
export function plannedFields(fields: Readonly<Record<string, unknown>>): Record<string, PlannedValue> {
  return Object.fromEntries(
    Object.entries(fields)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, plannedValue(value)]),
  );
}
