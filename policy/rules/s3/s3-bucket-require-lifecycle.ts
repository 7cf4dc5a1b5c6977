import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireLifecycle = eachResource({
  id: "s3-bucket-require-lifecycle",
  title: "Objects of buckets end some day",
  controls: [...securityHub("S3.13"), ...checkov("CKV2_AWS_61")],
  severity: "mandatory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketLifecycle,
      property: "bucket",
      names: ["bucket"],
      mend: "Give the bucket a lifecycle.",
    }),
});
