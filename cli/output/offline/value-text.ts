import { type PlannedValue, secretValue, unknownValue } from "../../../policy/planned-resource.ts";

/** A value in one line, as JSON would have it but for texts, which stand without quotes. */
export function valueText(value: PlannedValue): string {
  if (value === unknownValue) return "known later";
  if (value === secretValue) return "secret";
  if (typeof value === "string") return value === "" ? "''" : value.replaceAll(/\s+/g, " ");
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}: ${valueText(each)}`)
      .join(", ")}}`;
  return String(value);
}
