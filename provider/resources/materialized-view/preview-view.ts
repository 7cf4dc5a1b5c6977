import type { Properties } from "../../properties.ts";
import type { HandlerContext } from "../../resource-handler.ts";
import { hasUnknown, unknown } from "../../unknown.ts";
import { lookAt } from "./look-at.ts";

/** What is known of a view before an update: it stays the one that its indexes and privileges were given, if it is there. */
export async function previewView(
  inputs: Properties,
  olds: Properties | undefined,
  context: HandlerContext,
): Promise<Properties> {
  const known = { ...inputs, differences: [] };
  if (olds?.incarnation === undefined || hasUnknown(inputs)) return known;
  const seen = await lookAt(inputs, olds, context);
  const another = seen !== undefined && seen.oid !== olds.oid;
  return { ...known, incarnation: another ? unknown : olds.incarnation };
}
