import { eachResource } from "../../checks/each-resource.ts";
import { notKnown } from "../../checks/must-be.ts";
import { mustHaveSatellite } from "../../checks/must-have-satellite.ts";
import { securityHub } from "../../control-lists.ts";
import { fail, pass } from "../../finding.ts";
import { type IamStatement, iamStatements } from "../../reading/iam-document.ts";
import { isRecord } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const s3BucketRequireTls = eachResource({
  id: "s3-bucket-require-tls",
  title: "Buckets refuse requests without TLS",
  controls: securityHub("S3.5"),
  severity: "mandatory",
  of: [types.bucket],
  check: (bucket, plan) =>
    mustHaveSatellite(plan, bucket, {
      type: types.bucketPolicy,
      property: "bucket",
      names: ["bucket"],
      mend: "Deny requests without aws:SecureTransport in the bucket's policy.",
      like: ({ name, inputs }) => {
        const statements = iamStatements(inputs.policy);
        if (statements === undefined) return notKnown(`the policy of ${name}`);
        return statements.some(refusesPlain)
          ? pass(`${name} denies requests without TLS`)
          : fail(`${name} does not deny requests without TLS`, "Deny requests without aws:SecureTransport.");
      },
    }),
});

function refusesPlain({ allows, principals, condition }: IamStatement): boolean {
  const secure = isRecord(condition?.Bool) ? condition.Bool["aws:SecureTransport"] : undefined;
  return !allows && principals.includes("*") && String(secure) === "false";
}
