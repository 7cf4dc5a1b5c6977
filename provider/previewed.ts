import { serverProperty } from "./diff-inputs.ts";
import type { Properties } from "./properties.ts";
import type { HandlerContext, ResourceHandler } from "./resource-handler.ts";
import { unknown } from "./unknown.ts";

/** Outputs in a preview: what the handler can tell, and an unknown for all else that the server decides. */
export async function previewed(
  handler: ResourceHandler,
  inputs: Properties,
  olds: Properties | undefined,
  context: HandlerContext,
): Promise<Properties> {
  const decided = [...Object.keys(handler.schema.outputs), ...(handler.onServer ? [serverProperty] : [])];
  const known =
    (await handler.preview?.(inputs, olds, context)) ??
    (olds === undefined ? inputs : { ...pick(olds, decided), ...inputs });
  return { ...Object.fromEntries(decided.map((name) => [name, unknown])), ...known };
}

function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
