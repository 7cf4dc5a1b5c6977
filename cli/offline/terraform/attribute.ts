import { type PlannedValue, secretValue, unknownValue } from "../../../policy/planned-resource.ts";
import { attributeName, isFile, isMap } from "./property-names.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A value as a Terraform plan has it: what is known, and beside it marks of the same shape. */
export interface Attribute {
  /** Absent where nothing of it is known. */
  readonly value?: Json;
  /** `true` where a value is not known yet, in its place. @default everything is known */
  readonly unknown?: Json;
  /** `true` where a value is secret, in its place. @default nothing is */
  readonly sensitive?: Json;
  /** What it is written as in the configuration. */
  readonly expression: Json;
}

/** Addresses that a property's value comes from, such as `aws_kms_key.server.arn`. */
export type References = readonly string[];

/** Attributes of a resource, or of a block in it. */
export function attributesOf(
  type: string,
  properties: Readonly<Record<string, PlannedValue>>,
  referencesOf: (property: string) => References,
): Map<string, Attribute> {
  return new Map(
    Object.entries(properties).map(([property, value]) => {
      const blocks = Array.isArray(value) && value.some(isObject);
      const name = attributeName(type, property, blocks);
      return [name, attribute(type, name, value, referencesOf(property))];
    }),
  );
}

function attribute(type: string, name: string, value: PlannedValue, references: References): Attribute {
  if (isObject(value) && isFile(name)) return single(value.path ?? "archive.zip", references);
  if (isObject(value)) return isMap(name) ? map(value, references) : list(type, name, [value], references);
  if (Array.isArray(value)) return list(type, name, value as readonly PlannedValue[], references);
  return single(value as Exclude<PlannedValue, object>, references);
}

function single(value: PlannedValue, references: References): Attribute {
  const known = references.length === 0 ? { constant_value: value as Json } : { references };
  if (value === secretValue) return { unknown: true, sensitive: true, expression: { references } };
  // A text is not known when a part of it is not.
  if (typeof value === "string" && value.includes(unknownValue))
    return { unknown: true, expression: { references } };
  return { value: value as Json, expression: known };
}

function map(value: { readonly [key: string]: PlannedValue }, references: References): Attribute {
  const entries = Object.entries(value).map(([key, each]) => [key, single(each, [])] as const);
  const all = joined(entries);
  return { ...all, expression: references.length > 0 ? { references } : { constant_value: all.value ?? {} } };
}

/** A list of values, or of blocks: each of these has an expression of its own. */
function list(
  type: string,
  name: string,
  values: readonly PlannedValue[],
  references: References,
): Attribute {
  if (values.some(isObject)) {
    const blocks = values.map((value) => block(type, isObject(value) ? value : {}, references));
    return {
      value: blocks.map((each) => each.value ?? {}),
      ...marks(blocks, {}),
      expression: blocks.map((each) => each.expression),
    };
  }
  const each = values.map((value) => attribute(type, name, value, references));
  return {
    // Terraform has null where an element is not known.
    value: each.map((one) => one.value ?? null),
    ...marks(each, false),
    expression:
      references.length > 0 ? { references } : { constant_value: each.map((one) => one.value ?? null) },
  };
}

/** In a block, what is not known comes from the property's references, and the rest is constant, unless nothing is unknown. */
function block(
  type: string,
  value: { readonly [key: string]: PlannedValue },
  references: References,
): Attribute {
  const someUnknown = JSON.stringify(value).includes(unknownValue);
  const inner = attributesOf(type, value, (property) =>
    !someUnknown || JSON.stringify(value[property]).includes(unknownValue) ? references : [],
  );
  const all = joined([...inner]);
  return {
    ...all,
    expression: Object.fromEntries([...inner].map(([name, { expression }]) => [name, expression])),
  };
}

/** Attributes as one value, and its marks. */
export function joined(attributes: readonly (readonly [string, Attribute])[]): Omit<Attribute, "expression"> {
  const pick = (field: "value" | "unknown" | "sensitive") =>
    Object.fromEntries(
      attributes.flatMap(([name, each]) => (each[field] === undefined ? [] : [[name, each[field]]])),
    );
  const unknown = pick("unknown");
  const sensitive = pick("sensitive");
  return {
    value: pick("value"),
    ...(Object.keys(unknown).length > 0 && { unknown }),
    ...(Object.keys(sensitive).length > 0 && { sensitive }),
  };
}

/** Marks of a list have a place for each element. */
function marks(each: readonly Attribute[], none: Json): Pick<Attribute, "unknown" | "sensitive"> {
  const of = (field: "unknown" | "sensitive") => each.map((one) => one[field] ?? none);
  return {
    ...(each.some(({ unknown }) => unknown !== undefined) && { unknown: of("unknown") }),
    ...(each.some(({ sensitive }) => sensitive !== undefined) && { sensitive: of("sensitive") }),
  };
}

function isObject(value: PlannedValue): value is { readonly [key: string]: PlannedValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
