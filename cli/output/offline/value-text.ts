import { type PlannedValue, secretValue, unknownValue } from "../../../policy/planned-resource.ts";
import type { Styler } from "../style.ts";

/** A value in one line, as JSON would have it but for texts, which stand without quotes. */
export function valueText(value: PlannedValue, style: Styler): string {
  if (value === unknownValue) return style.yellow("known later");
  if (value === secretValue) return style.yellow("secret");
  if (typeof value === "string") return value === "" ? "''" : value.replaceAll(/\s+/g, " ");
  if (Array.isArray(value)) return `[${value.map((each) => valueText(each, style)).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, each]) => `${key}: ${valueText(each, style)}`)
      .join(", ")}}`;
  return String(value);
}
