import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireAccessLog = eachResource({
  id: "s3-bucket-require-access-log",
  title: "Who reads a bucket is recorded",
  controls: [...securityHub("S3.9"), ...checkov("CKV_AWS_18")],
  severity: "advisory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketLogging,
      property: "bucket",
      names: ["bucket"],
      mend: "Log accesses to another bucket.",
    }),
});
