/** A property's type, in the terms of Pulumi's package schema. */
export interface PropertySchema {
  readonly type: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly description: string;
  readonly items?: Pick<PropertySchema, "type"> & {
    readonly additionalProperties?: { readonly $ref: string };
  };
  readonly additionalProperties?: Pick<PropertySchema, "type"> | { readonly $ref: string };
  /** Never shown in clear. */
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}

/** The properties of a resource type. */
export interface ObjectSchema {
  readonly description: string;
  readonly inputs: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
  /** What the server decides, beyond the inputs. */
  readonly outputs: Readonly<Record<string, PropertySchema>>;
}
