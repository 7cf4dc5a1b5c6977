import type { Properties } from "../../properties.ts";
import type { HandlerContext } from "../../resource-handler.ts";

/** Most partitions that are named in one line. */
const named = 5;

/** Says in the plan, in words, why an index calls for an update though nobody changed its declaration. */
export function sayDrift(outputs: Properties, { note }: Pick<HandlerContext, "note">): void {
  const { foundDefinition, valid } = outputs;
  const missing = (outputs.missingOn ?? []) as readonly string[];
  if (foundDefinition !== undefined)
    note(`is not as it was built, but: ${String(foundDefinition)}; an update makes it as it is declared`);
  if (missing.length > 0) {
    const more = missing.length > named ? ` and ${missing.length - named} more` : "";
    note(`lacks a valid part on ${missing.slice(0, named).join(", ")}${more}; an update builds just those`);
  } else if (valid === false) note("is INVALID, so that no query uses it; an update builds it again");
}
