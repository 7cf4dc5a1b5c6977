import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./properties.ts";
import type { HandlerContext, ResourceHandler } from "./resource-handler.ts";
import { hasUnknown } from "./unknown.ts";

/** One property that differs. */
export interface PropertyChange {
  readonly property: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
  /** False for what the server has and the program does not declare. */
  readonly input: boolean;
}

/** Name of the output that holds the identity of the server a resource was made on. */
export const serverProperty = "server";

/**
 * What an update would change: inputs that differ, outputs that show drift, and the server itself, when the one
 * answering now is not the one the resource was made on.
 */
export async function diffInputs(
  handler: ResourceHandler,
  state: { readonly inputs: Properties; readonly outputs: Properties },
  news: Properties,
  serverIdentity: string | undefined,
  context: HandlerContext,
): Promise<PropertyChange[]> {
  const names = new Set([...Object.keys(state.inputs), ...Object.keys(news)]);
  const changes: PropertyChange[] = [];
  for (const property of names) {
    const before = state.inputs[property] ?? undefined;
    const after = news[property] ?? undefined;
    if (isDeepStrictEqual(before, after) && !hasUnknown(after)) continue;
    const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
    changes.push({ property, kind, replaces: handler.replaceOn.includes(property), input: true });
  }
  const drifted = [...((await handler.drift?.(state.outputs, news, context)) ?? [])];
  if (handler.onServer && serverIdentity !== undefined && state.outputs[serverProperty] !== serverIdentity) {
    drifted.push(serverProperty);
  }
  return [
    ...changes,
    ...drifted
      .filter((property) => !names.has(property) || !changes.some((change) => change.property === property))
      .map((property) => ({
        property,
        kind: "update" as const,
        replaces: handler.replaceOn.includes(property),
        input: false,
      })),
  ];
}
