import structpb from "google-protobuf/google/protobuf/struct_pb.js";

/** The properties of a resource as plain values. */
export type Properties = Readonly<Record<string, unknown>>;

/** Marks an object of the wire format as something special; source: pulumi/pulumi sdk/nodejs/runtime/rpc.ts. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/**
 * Properties from the wire. Secrets and outputs are unwrapped: the engine keeps track of what is secret (the plug-in
 * declares `acceptSecrets: false`), and marks a result secret when the input of the same name was.
 */
export function fromWire(struct: structpb.Struct | undefined): Record<string, unknown> {
  return struct === undefined ? {} : (unwrap(struct.toJavaScript()) as Record<string, unknown>);
}

/** Properties for the wire; what is `undefined` is left out. */
export function toWire(properties: Properties): structpb.Struct {
  return structpb.Struct.fromJavaScript(
    withoutUndefined(properties) as Parameters<typeof structpb.Struct.fromJavaScript>[0],
  );
}

function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  const signature = fields[signatureKey];
  if (signature === secretSignature || signature === outputSignature) return unwrap(fields.value);
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, unwrap(field)]));
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, withoutUndefined(field)]),
  );
}
