import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { pass } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequirePublicAccessBlock = eachResource({
  id: "s3-bucket-require-public-access-block",
  title: "Buckets refuse to be made public",
  controls: [
    ...securityHub("S3.8"),
    ...checkov("CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"),
  ],
  severity: "mandatory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketPublicAccessBlock,
      property: "bucket",
      names: ["bucket"],
      mend: "Block public access to the bucket.",
      like: (block) => {
        const all = switches.map((each) => mustBeTrue(block, each, `Set ${each} to true.`));
        return (
          all.find(({ status }) => status === "fail") ??
          all.find(({ status }) => status === "unknown") ??
          pass("all four switches are on")
        );
      },
    }),
});

const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
