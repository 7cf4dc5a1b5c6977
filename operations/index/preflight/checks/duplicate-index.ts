import { likenessTo, type OtherIndex } from "../../duplicates/compare-indexes.ts";
import type { PreflightFinding } from "../preflight-finding.ts";
import type { PreflightSubject } from "../preflight-subject.ts";

/** An index that another one makes superfluous, or that makes another one superfluous: every write pays for both. */
export function duplicateIndex({
  schema,
  index,
  shape,
  others,
}: Pick<PreflightSubject, "schema" | "index" | "shape" | "others">): PreflightFinding[] {
  const found = others.flatMap((other) => {
    const likeness = likenessTo(shape, other.shape);
    return likeness === undefined ? [] : [{ other, likeness }];
  });
  // One is enough to go without it: an equal one before one that does more.
  const [best] = found.toSorted((one, two) => rank(one.likeness) - rank(two.likeness));
  if (best !== undefined) {
    const { other, likeness } = best;
    const named = `${schema}.${other.name}${wordsOf(other)}`;
    return [
      {
        level: "warning",
        property: "keys",
        what: likeness === "equal" ? `it is the same index as ${named}` : `${named} serves all that it would`,
        mend:
          other.constraint || other.declared
            ? `Take ${index.name} out of model/database.ts.`
            : `Where this update does not drop that one anyway, take ${index.name} out of model/database.ts.`,
      },
    ];
  }
  return others
    .filter((other) => !other.constraint && likenessTo(other.shape, shape) === "covered")
    .map((other) => ({
      level: "warning" as const,
      property: "keys",
      what: `it serves all that ${schema}.${other.name}${wordsOf(other)} does`,
      mend: other.declared
        ? `Take ${other.name} out of model/database.ts once this one is there.`
        : "Once this one is there that one can go: npx pgstack index list says how.",
    }));
}

function rank(likeness: "equal" | "covered"): number {
  return likeness === "equal" ? 0 : 1;
}

function wordsOf({ constraint, declared }: OtherIndex): string {
  return constraint ? " (a constraint's)" : declared ? " (declared too)" : "";
}
