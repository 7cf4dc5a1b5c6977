import { patternKey } from "./pattern-key.ts";

/** A number that begins with a zero is another one to YAML unless it is quoted. */
export const accountId = patternKey("accountId", {
  pattern: /^\d{12}$/,
  problem: "not the 12 digits of an account",
  allowed: 'its 12 digits in quotes, such as "123456789012"',
});

export const alarmEmail = patternKey("alarmEmails", {
  pattern: /^[^\s@"(),:;<>[\\\]]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i,
  problem: "no e-mail address",
  allowed: "an e-mail address such as ops@example.com",
});

/** Characters of a tag's value. */
export const application = patternKey("application", {
  pattern: /^[\p{L}\p{N}\p{Zs}_.:/=+@-]{1,256}$/u,
  problem: "no value of a tag",
  allowed: "1 to 256 letters, digits, spaces and _ . : / = + - @",
});

/** Names of GitHub's: an owner has no underscore and no period, a repository has both. */
export const githubRepository = patternKey("githubRepository", {
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}\/(?!\.{1,2}$)[\w.-]{1,100}$/,
  problem: "not owner/name",
  allowed: "the repository's owner and name, such as example/shop",
});

/** An account has one at most, whatever the repositories. */
export const githubProviderArn = patternKey("githubProviderArn", {
  pattern: /^arn:aws(?:-[a-z]+)*:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
  problem: "not the ARN of GitHub's token provider",
  allowed: "it as `aws iam list-open-id-connect-providers` prints it",
});

/** Without a period, which virtual addresses of S3 over TLS do not take. */
export const stateBucket = patternKey("stateBucket", {
  pattern: /^[a-z0-9](?:[a-z0-9-]{1,61})[a-z0-9]$/,
  problem: "no name of a bucket",
  allowed: "3 to 63 of a-z, 0-9 and -, as in s3://acme-pulumi-state",
});

const kmsKey = (name: string) =>
  patternKey(name, {
    pattern:
      /^arn:aws(?:-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    problem: "not the ARN of a KMS key",
    allowed: "arn:aws:kms:, its region, account and id, as `aws kms describe-key` prints it",
  });

export const copyKmsKeyArn = kmsKey("copyKmsKeyArn");
export const stateKeyArn = kmsKey("stateKeyArn");
