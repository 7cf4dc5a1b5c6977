import type { Parameter } from "./parameter.ts";

/** Names and values of parameters, for a postgresql.conf. */
export function valuesOf(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
