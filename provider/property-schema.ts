/** What a value is, in the terms of Pulumi's package schema. */
export interface TypeSchema {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  /** A named type of this package (see {@link typeRef}), or `pulumi.json#/Any`. */
  readonly $ref?: string;
  readonly items?: TypeSchema;
  readonly additionalProperties?: TypeSchema;
}

/** A property's type, in the terms of Pulumi's package schema. */
export interface PropertySchema extends TypeSchema {
  readonly type: NonNullable<TypeSchema["type"]>;
  readonly description: string;
  /** Never shown in clear. */
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}

/** A named type: an object with known properties. */
export interface ObjectType {
  readonly type: "object";
  readonly description: string;
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

/** A named type: one of a few words. */
export interface EnumType {
  readonly type: "string";
  readonly description: string;
  readonly enum: readonly { readonly name: string; readonly value: string; readonly description?: string }[];
}

/** The properties of a resource type. */
export interface ObjectSchema {
  readonly description: string;
  readonly inputs: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
  /** What the server decides, beyond the inputs. */
  readonly outputs: Readonly<Record<string, PropertySchema>>;
  /** Those outputs that a resource may be without. @default none */
  readonly optionalOutputs?: readonly string[];
  /** Named types that the properties refer to, by their names. @default none */
  readonly types?: Readonly<Record<string, ObjectType | EnumType>>;
}

/** Refers to a named type of this package. */
export function typeRef(name: string): string {
  return `#/types/${typeToken(name)}`;
}

/** Token of a named type of this package. */
export function typeToken(name: string): string {
  return `pgstack:index:${name}`;
}

/** A list of objects of a named type. */
export function listOf(name: string, description: string): PropertySchema {
  return { type: "array", items: { type: "object", $ref: typeRef(name) }, description };
}

/** A list of words of a named type. */
export function wordsOf(name: string, description: string): PropertySchema {
  return { type: "array", items: { type: "string", $ref: typeRef(name) }, description };
}

/** A named type of words whose names in other languages are the words themselves, in PascalCase. */
export function words(description: string, values: readonly string[]): EnumType {
  return { type: "string", description, enum: values.map((value) => ({ name: pascalCase(value), value })) };
}

function pascalCase(word: string): string {
  const lower = word === word.toUpperCase() ? word.toLowerCase() : word;
  return lower.replaceAll(/(?:^|[^a-zA-Z0-9])(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());
}
