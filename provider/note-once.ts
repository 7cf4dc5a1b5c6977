import type { HandlerContext } from "./resource-handler.ts";

/** What was said already, by the pool of a run. */
const said = new WeakMap<object, Set<string>>();

/**
 * Says something of a resource's plan, however often the engine asks for it: with a refresh it does so twice. One note for all
 * lines, for notes of their own would come in any order.
 *
 * @param context one that knows its server
 * @param of the resource, as the server knows it
 */
export function noteOnce(context: HandlerContext, of: string, lines: readonly string[]): void {
  if (lines.length === 0 || !context.knowsServer) return;
  const { pool } = context;
  const earlier = said.get(pool) ?? new Set();
  said.set(pool, earlier);
  const text = lines.join("\n    ");
  if (earlier.has(`${of}: ${text}`)) return;
  earlier.add(`${of}: ${text}`);
  context.note(text);
}
