import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import { type RuleCases, says } from "./rule-cases.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
const bucket = resource(types.bucket, "exports", { bucket: "mcp-demo-exports" });
const of: Links = { bucket: [bucket] };
const part = (type: string, inputs: Inputs = {}, links: Links = of) =>
  resource(type, "exports-part", inputs, links);
const encryption = (sseAlgorithm: string) =>
  part(types.bucketEncryption, { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }] });
const block = (inputs: Inputs) =>
  part(types.bucketPublicAccessBlock, {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    ...inputs,
  });
const policy = (statement: object) =>
  part(types.bucketPolicy, { policy: JSON.stringify({ Statement: statement }) as never });
const denyPlain = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const anybody = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };

export const bucketCases: Readonly<Record<string, RuleCases>> = {
  "s3-bucket-require-access-log": {
    pass: says([bucket, part(types.bucketLogging)], "exports pass: exports-part sees to it"),
    fail: says([bucket], "exports fail: no aws.s3.BucketLogging belongs to it"),
    unknown: says(
      [bucket, part(types.bucketLogging, { bucket: later }, {})],
      "exports unknown: which resource an aws.s3.BucketLogging belongs to is known only when it is made",
    ),
    also: {
      "by the bucket's name": says(
        [bucket, part(types.bucketLogging, { bucket: "mcp-demo-exports" }, {})],
        "exports pass: exports-part sees to it",
      ),
      "of another bucket": says(
        [bucket, part(types.bucketLogging, { bucket: "another" }, {})],
        "exports fail: no aws.s3.BucketLogging belongs to it",
      ),
    },
  },
  "s3-bucket-require-encryption": {
    pass: says([bucket], "exports pass: S3 encrypts it by itself, with AES256"),
    fail: says([bucket, encryption("none")], "exports fail: it is encrypted with none by default"),
    unknown: says(
      [bucket, part(types.bucketEncryption, { bucket: later }, {})],
      "exports unknown: which bucket an encryption is of is known only when it is made",
    ),
    also: {
      "with a key": says([bucket, encryption("aws:kms")], "exports pass: it is encrypted with aws:kms"),
    },
  },
  "s3-bucket-require-kms-key": {
    pass: says([bucket, encryption("aws:kms")], "exports pass: it is encrypted with aws:kms"),
    fail: says([bucket, encryption("AES256")], "exports fail: it is encrypted with AES256 by default"),
    unknown: says(
      [bucket, encryption(later)],
      "exports unknown: its default encryption is known only when it is made",
    ),
    also: {
      "without a default": says(
        [bucket],
        "exports fail: no aws.s3.BucketServerSideEncryptionConfiguration belongs to it",
      ),
    },
  },
  "s3-bucket-deny-public-acl": {
    pass: says([part(types.bucketAcl, { acl: "private" })], "exports-part pass: acl is private"),
    fail: says(
      [part(types.bucketAcl, { acl: "public-read" })],
      "exports-part fail: acl is public-read, not a private one",
    ),
    unknown: says(
      [part(types.bucketAcl, { acl: later })],
      "exports-part unknown: acl is known only when it is made",
    ),
  },
  "s3-bucket-require-versioning": {
    pass: says(
      [bucket, part(types.bucketVersioning, { versioningConfiguration: { status: "Enabled" } })],
      'exports pass: versioningConfiguration is {"status":"Enabled"}',
    ),
    fail: says(
      [bucket, part(types.bucketVersioning, { versioningConfiguration: { status: "Suspended" } })],
      'exports fail: versioningConfiguration is {"status":"Suspended"}, not with status Enabled',
    ),
    unknown: says(
      [bucket, part(types.bucketVersioning, { versioningConfiguration: { status: later } })],
      "exports unknown: versioningConfiguration is known only when it is made",
    ),
  },
  "s3-bucket-require-public-access-block": {
    pass: says([bucket, block({})], "exports pass: all four switches are on"),
    fail: says(
      [bucket, block({ restrictPublicBuckets: false })],
      "exports fail: restrictPublicBuckets is false, not true",
    ),
    unknown: says(
      [bucket, block({ blockPublicPolicy: later })],
      "exports unknown: blockPublicPolicy is known only when it is made",
    ),
    also: {
      "without one": says([bucket], "exports fail: no aws.s3.BucketPublicAccessBlock belongs to it"),
    },
  },
  "s3-bucket-require-lifecycle": {
    pass: says([bucket, part(types.bucketLifecycle)], "exports pass: exports-part sees to it"),
    fail: says([bucket], "exports fail: no aws.s3.BucketLifecycleConfiguration belongs to it"),
    unknown: says(
      [bucket, part(types.bucketLifecycle, { bucket: later }, {})],
      "exports unknown: which resource an aws.s3.BucketLifecycleConfiguration belongs to is known only when it is made",
    ),
  },
  "s3-bucket-require-events": {
    pass: says([bucket, part(types.bucketNotification)], "exports pass: exports-part sees to it"),
    fail: says([bucket], "exports fail: no aws.s3.BucketNotification belongs to it"),
    unknown: says(
      [bucket, part(types.bucketNotification, { bucket: later }, {})],
      "exports unknown: which resource an aws.s3.BucketNotification belongs to is known only when it is made",
    ),
  },
  "s3-bucket-require-replication": {
    pass: says(
      [bucket, part(types.bucketReplication, { rules: [{ status: "Enabled" }] })],
      "exports pass: exports-part copies it",
    ),
    fail: says(
      [bucket, part(types.bucketReplication, { rules: [{ status: "Disabled" }] })],
      "exports fail: exports-part has no rule that is switched on",
    ),
    unknown: says(
      [bucket, part(types.bucketReplication, { rules: [{ status: later }] })],
      "exports unknown: whether exports-part is switched on is known only when it is made",
    ),
    also: {
      "without one": says([bucket], "exports fail: no aws.s3.BucketReplicationConfig belongs to it"),
    },
  },
  "s3-bucket-require-tls": {
    pass: says([bucket, policy(denyPlain)], "exports pass: exports-part denies requests without TLS"),
    fail: says([bucket, policy([anybody])], "exports fail: exports-part does not deny requests without TLS"),
    unknown: says(
      [bucket, part(types.bucketPolicy, { policy: later })],
      "exports unknown: the policy of exports-part is known only when it is made",
    ),
    also: {
      "without a policy": says([bucket], "exports fail: no aws.s3.BucketPolicy belongs to it"),
    },
  },
  "s3-bucket-deny-any-principal": {
    pass: says([policy([denyPlain])], "exports-part pass: policy allows named principals alone"),
    fail: says(
      [policy([denyPlain, anybody])],
      "exports-part fail: policy allows principal * without a condition",
    ),
    unknown: says(
      [part(types.bucketPolicy, { policy: later })],
      "exports-part unknown: policy cannot be read before it is made",
    ),
  },
};
