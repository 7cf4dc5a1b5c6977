import type { Exceptions } from "../exceptions.ts";

/**
 * The exceptions of the stack that is looked at, from the environment that Pulumi gives a policy pack: its configuration
 * as JSON, with values that are no text as JSON in it.
 *
 * @throws Error when there is no sense in it
 */
export function configuredExceptions(environment: Readonly<Record<string, string | undefined>>): Exceptions {
  const config = parse(environment.PULUMI_CONFIG ?? "{}");
  const written = config["pgstack:policyExceptions"];
  if (written === undefined) return {};
  const exceptions = typeof written === "string" ? parse(written) : written;
  return Object.fromEntries(
    Object.entries(exceptions as object).map(([key, reason]) => [key, String(reason)]),
  );
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new Error("pgstack:policyExceptions cannot be read: it is no map of controls and reasons", {
      cause,
    });
  }
}
