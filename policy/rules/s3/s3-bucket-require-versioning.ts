import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { isRecord } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireVersioning = eachResource({
  id: "s3-bucket-require-versioning",
  title: "Buckets keep what is overwritten",
  controls: [...securityHub("S3.14"), ...checkov("CKV_AWS_21")],
  severity: "mandatory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketVersioning,
      property: "bucket",
      names: ["bucket"],
      mend: "Enable versioning of the bucket.",
      like: (versioning) =>
        mustBe(versioning, "versioningConfiguration", {
          accepts: (configuration) => isRecord(configuration) && configuration.status === "Enabled",
          wanted: "with status Enabled",
          mend: "Set the status to Enabled.",
        }),
    }),
});
