import { type PlannedResource, type PlannedValue, secretValue, unknownValue } from "../planned-resource.ts";

/** A value that nobody can judge yet, or may read. */
export function isHidden(value: PlannedValue | undefined): boolean {
  return value === unknownValue || value === secretValue;
}

/** Whether something in it is known only later. */
export function hasHidden(value: PlannedValue | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasHidden);
  if (isRecord(value)) return Object.values(value).some(hasHidden);
  return isHidden(value) || (typeof value === "string" && value.includes(unknownValue));
}

export function isRecord(
  value: PlannedValue | undefined,
): value is { readonly [property: string]: PlannedValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An input that is there: null and the empty string are as good as none. */
export function given(resource: PlannedResource, property: string): PlannedValue | undefined {
  const value = resource.inputs[property];
  return value === null || value === "" ? undefined : value;
}

/** A list, of one for what is none. */
export function listOf(value: PlannedValue | undefined): readonly PlannedValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as PlannedValue];
}

/** A value in a sentence. */
export function shown(value: PlannedValue): string {
  if (Array.isArray(value)) return value.length === 0 ? "empty" : value.map(shown).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
