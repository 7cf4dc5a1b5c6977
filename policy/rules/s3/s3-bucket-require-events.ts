import { eachResource } from "../../checks/each-resource.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireEvents = eachResource({
  id: "s3-bucket-require-events",
  title: "Somebody is told of what is put into buckets",
  controls: [...securityHub("S3.11"), ...checkov("CKV2_AWS_62")],
  severity: "advisory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketNotification,
      property: "bucket",
      names: ["bucket"],
      mend: "Notify somebody, or write down why nobody needs it.",
    }),
});
