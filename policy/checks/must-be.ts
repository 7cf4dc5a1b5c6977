import { fail, pass, unknown, type Verdict } from "../finding.ts";
import type { PlannedResource, PlannedValue } from "../planned-resource.ts";
import { given, hasHidden, isRecord, shown } from "../reading/known.ts";

interface Wish {
  readonly accepts: (value: PlannedValue) => boolean;
  /** What it should be, after "not". */
  readonly wanted: string;
  readonly mend: string;
  /** What AWS takes where the input is absent. @default none: absence is a failure */
  readonly byDefault?: PlannedValue | undefined;
}

/** An input has a value that is accepted. */
export function mustBe(resource: PlannedResource, property: string, wish: Wish): Verdict {
  const set = given(resource, property);
  const value = set ?? wish.byDefault;
  if (value === undefined) return fail(`${property} is not set`, wish.mend);
  if (hasHidden(value)) return notKnown(property);
  const what = (text: string) => `${property} is ${text}${set === undefined ? ", by default" : ""}`;
  if (!wish.accepts(value)) return fail(`${what(shown(value))}, not ${wish.wanted}`, wish.mend);
  return pass(what(isRecord(value) && shown(value).length > longest ? "as it should be" : shown(value)));
}

/** What is right need not be read in full. */
const longest = 60;

export function mustBeTrue(
  resource: PlannedResource,
  property: string,
  mend: string,
  byDefault = false,
): Verdict {
  return mustBe(resource, property, { accepts: (value) => value === true, wanted: "true", mend, byDefault });
}

/** Absent counts as false. */
export function mustNotBeTrue(resource: PlannedResource, property: string, mend: string): Verdict {
  return mustBe(resource, property, {
    accepts: (value) => value !== true,
    wanted: "false",
    mend,
    byDefault: false,
  });
}

/** An input is there. One that is not known yet is there when it comes from a resource of the plan. */
export function mustBeGiven(resource: PlannedResource, property: string, mend: string): Verdict {
  const value = given(resource, property);
  if (value === undefined || (Array.isArray(value) && value.length === 0))
    return fail(`${property} is not set`, mend);
  if (!hasHidden(value)) return pass(`${property} is set`);
  const sources = resource.propertyDependencies[property] ?? [];
  return sources.length > 0
    ? pass(`${property} comes from ${sources.map(nameOf).join(", ")}`)
    : notKnown(property);
}

/** A value that decides the matter, and is known only later. */
export function notKnown(property: string): Verdict {
  return unknown(`${property} is known only when it is made`);
}

/** The name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
