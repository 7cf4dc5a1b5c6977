import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

/** What a mask has: each a list of names but the table. */
const fields: readonly string[] = ["table", "columns", "hiddenFrom"];

/** Holds masks against the grants they take from: one that would hide nothing is a mistake. */
export function checkMasks({ masks, grants, owner, creators }: Properties): CheckFailure[] {
  if (hasUnknown([masks, grants, creators]) || !Array.isArray(masks) || !Array.isArray(grants)) return [];
  const failures: CheckFailure[] = [];
  for (const [index, mask] of (masks as Record<string, unknown>[]).entries()) {
    const fail = (reason: string) => failures.push({ property: `masks[${index}]`, reason });
    for (const field of Object.keys(mask)) {
      if (!fields.includes(field)) fail(`"${field}" is none of ${fields.join(", ")}`);
    }
    if (typeof mask.table !== "string" || mask.table === "") fail("has no table");
    if (namesOf(mask.columns).length === 0) fail("has no columns");
    if (namesOf(mask.hiddenFrom).length === 0) fail("is hidden from nobody: hiddenFrom is empty");
    for (const role of namesOf(mask.hiddenFrom)) {
      const grant = grants.find((each: Record<string, unknown>) => each.role === role);
      if (role === owner || namesOf(creators).includes(role))
        fail(`cannot hide anything from ${role}, which owns what it makes`);
      else if (!namesOf(grant?.tables).includes("SELECT"))
        fail(`hides from ${role} what it cannot read anyway: it has no grant of SELECT on tables`);
    }
  }
  return failures;
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}
