import { fail, pass, type Verdict } from "../finding.ts";
import type { Plan, PlannedResource } from "../planned-resource.ts";
import { hasHidden, isRecord, listOf } from "../reading/known.ts";
import { types } from "../resource-types.ts";
import { notKnown } from "./must-be.ts";
import { mustHaveSatellite } from "./must-have-satellite.ts";

/** A bucket has a default encryption of one of these kinds. */
export function mustBeEncrypted(plan: Plan, bucket: PlannedResource, kinds: readonly string[]): Verdict {
  const mend = `Encrypt the bucket by default with ${kinds[0]}.`;
  return mustHaveSatellite(plan, bucket, {
    type: types.bucketEncryption,
    property: "bucket",
    names: ["bucket"],
    mend,
    like: ({ inputs }) => {
      const algorithms = listOf(inputs.rules)
        .filter(isRecord)
        .map((rule) => rule.applyServerSideEncryptionByDefault)
        .filter(isRecord)
        .map(({ sseAlgorithm }) => sseAlgorithm);
      if (hasHidden(inputs.rules) && !algorithms.some((each) => kinds.includes(String(each))))
        return notKnown("its default encryption");
      return algorithms.some((each) => kinds.includes(String(each)))
        ? pass(`it is encrypted with ${algorithms.join(", ")}`)
        : fail(`it is encrypted with ${algorithms.join(", ") || "nothing"} by default`, mend);
    },
  });
}
