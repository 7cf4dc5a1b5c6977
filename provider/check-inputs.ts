import type { Properties } from "./properties.ts";
import type { ObjectSchema, TypeSchema } from "./property-schema.ts";
import type { CheckFailure } from "./resource-handler.ts";
import { unknown } from "./unknown.ts";

/** Holds inputs against their schema: every missing, unknown or wrongly typed property, all at once. */
export function checkInputs(inputs: Properties, schema: ObjectSchema): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const property of schema.required) {
    if (inputs[property] === undefined || inputs[property] === null)
      failures.push({ property, reason: "is required" });
  }
  for (const [property, value] of Object.entries(inputs)) {
    const expected = schema.inputs[property];
    if (expected === undefined) {
      failures.push({
        property,
        reason: `is not a property; there are ${Object.keys(schema.inputs).join(", ")}`,
      });
    } else if (value !== unknown && value !== undefined && value !== null && !matches(value, expected)) {
      failures.push({ property, reason: `must be of type ${expected.type}` });
    }
  }
  return failures;
}

function matches(value: unknown, { type, items }: TypeSchema): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return (
        Array.isArray(value) &&
        value.every((item) => item === unknown || items === undefined || matches(item, items))
      );
    case "object":
      return typeof value === "object" && !Array.isArray(value);
    case undefined:
      return true;
    default:
      return typeof value === type;
  }
}
