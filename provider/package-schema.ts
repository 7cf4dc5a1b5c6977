import { connectionSchema } from "./connection-config.ts";
import { serverProperty } from "./diff-inputs.ts";
import { type ObjectSchema, type PropertySchema, typeToken } from "./property-schema.ts";
import type { ResourceHandler } from "./resource-handler.ts";

/** Pulumi's package schema of this provider, from which SDKs of other languages are generated. */
export function packageSchema(version: string, handlers: readonly ResourceHandler[]): string {
  return JSON.stringify({
    name: "pgstack",
    version,
    description:
      "What is inside a PostgreSQL database, declared: roles, schemas, privileges, migrations, indexes.",
    keywords: ["pulumi", "postgresql", "pgvector"],
    config: { variables: connectionSchema.inputs },
    provider: {
      description: connectionSchema.description,
      inputProperties: connectionSchema.inputs,
      properties: connectionSchema.inputs,
    },
    types: Object.fromEntries(
      handlers.flatMap(({ schema }) =>
        Object.entries(schema.types ?? {}).map(([name, type]) => [typeToken(name), type]),
      ),
    ),
    resources: Object.fromEntries(handlers.map((handler) => [handler.token, resource(handler)])),
  });
}

function resource({ schema, replaceOn, onServer }: ResourceHandler): object {
  const inputs = markReplacing(schema, replaceOn);
  const server: Record<string, PropertySchema> = onServer
    ? { [serverProperty]: { type: "string", description: "Identity of the server it was made on." } }
    : {};
  return {
    description: schema.description,
    inputProperties: inputs,
    requiredInputs: schema.required,
    properties: { ...inputs, ...schema.outputs, ...server },
    required: [
      ...schema.required,
      ...Object.keys(schema.outputs).filter(
        (name) => !schema.outputs[name]?.secret && !schema.optionalOutputs?.includes(name),
      ),
    ],
  };
}

function markReplacing(schema: ObjectSchema, replaceOn: readonly string[]): Record<string, PropertySchema> {
  return Object.fromEntries(
    Object.entries(schema.inputs).map(([name, property]) => [
      name,
      replaceOn.includes(name) ? { ...property, willReplaceOnChanges: true } : property,
    ]),
  );
}
