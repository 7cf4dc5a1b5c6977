import { fail, pass, type Verdict } from "../finding.ts";
import type { PlannedResource } from "../planned-resource.ts";
import { isHidden, isRecord } from "../reading/known.ts";
import { notKnown } from "./must-be.ts";

/** At least one tag of the user's; those that begin with `aws:` are AWS's. */
export function mustHaveTags(resource: PlannedResource): Verdict {
  const { tags } = resource.inputs;
  if (isHidden(tags)) return notKnown("tags");
  const own = isRecord(tags) ? Object.keys(tags).filter((key) => !key.startsWith("aws:")) : [];
  return own.length > 0
    ? pass(`tags are ${own.join(", ")}`)
    : fail("there are no tags", "Give the resource the tags of the stack.");
}
