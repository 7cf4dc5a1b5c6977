import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { hasHidden, isRecord, listOf } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireReplication = eachResource({
  id: "s3-bucket-require-replication",
  title: "Buckets are copied to another region",
  controls: [...securityHub("S3.7"), ...checkov("CKV_AWS_144")],
  severity: "advisory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketReplication,
      property: "bucket",
      names: ["bucket"],
      mend: "Replicate the bucket, or write down why its contents need no copy.",
      like: ({ name, inputs }) => {
        const states = listOf(inputs.rules)
          .filter(isRecord)
          .map(({ status }) => status);
        if (states.includes("Enabled")) return pass(`${name} copies it`);
        return hasHidden(inputs.rules)
          ? notKnown(`whether ${name} is switched on`)
          : fail(`${name} has no rule that is switched on`, "Set the status of a rule to Enabled.");
      },
    }),
});
