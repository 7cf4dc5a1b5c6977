import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../../properties.ts";
import type { HandlerContext } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

/** What decides how an index is built; its comment does not, and another table may be the same one under another name. */
const builtFrom = [
  "keys",
  "method",
  "unique",
  "nullsNotDistinct",
  "include",
  "where",
  "with",
  "tablespace",
] as const;

/**
 * Says in the plan that the index of a partitioned table cannot be replaced without a lock: that PostgreSQL drops the old
 * one with it is for the user to know before it is done.
 */
export function sayLock(
  outputs: Properties,
  inputs: Properties,
  { note }: Pick<HandlerContext, "note">,
): void {
  if (outputs.missingOn === undefined || hasUnknown(inputs)) return;
  const rebuilt =
    outputs.foundDefinition !== undefined ||
    builtFrom.some((name) => !isDeepStrictEqual(outputs[name] ?? undefined, inputs[name] ?? undefined));
  if (!rebuilt) return;
  note(
    `${String(inputs.table)} is partitioned: the new index is built beside writers, and the old one dropped with a lock on the ` +
      "table and all partitions, for readers too. It is waited for half a second at a time, and tried again.",
  );
}
