/**
 * What the engine sends, in a preview, for a value that is not known yet. It is the one string the protocol reserves
 * (pulumi/pulumi sdk/nodejs/runtime/rpc.ts, `unknownValue`); nothing else in this project spells it.
 */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** True for an unknown, and for a list or an object with one anywhere inside. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(hasUnknown);
}
