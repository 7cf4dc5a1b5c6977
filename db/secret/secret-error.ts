import { UserError } from "../../errors/user-error.ts";
import { errorCode } from "../error-codes.ts";

interface Cause {
  readonly what: string;
  readonly mend: string;
}

const logIn: Cause = {
  what: "there are no AWS credentials to read the secret with",
  mend: "Log in, e.g. by `aws sso login`, and set AWS_PROFILE if it is not the default one.",
};

const outdated: Cause = {
  what: "AWS does not accept the credentials: they have ended, or are wrong",
  mend: "Log in again, e.g. by `aws sso login`.",
};

const gone: Cause = {
  what: "there is no such secret, or it has no value yet",
  mend: "Run `npx pgstack up --stack prod`: it makes it. If it was deleted, it can be restored for 30 days: `aws secretsmanager restore-secret`.",
};

/** By the error's name (AWS Secrets Manager API Reference, "GetSecretValue" and "Common Errors", read 2026-11). */
const byName: Readonly<Record<string, Cause>> = {
  CredentialsProviderError: logIn,
  TokenProviderError: logIn,
  ExpiredTokenException: outdated,
  UnrecognizedClientException: outdated,
  InvalidSignatureException: outdated,
  InvalidClientTokenId: outdated,
  AccessDeniedException: {
    what: "AWS does not let you read the secret",
    mend: "It takes secretsmanager:GetSecretValue for the secret and kms:Decrypt for its key, in the secret's own account.",
  },
  DecryptionFailure: {
    what: "the secret cannot be decrypted with its KMS key",
    mend: "The key has to be there and enabled: see the key's status in AWS KMS.",
  },
  ResourceNotFoundException: gone,
  InvalidRequestException: {
    what: "the secret is scheduled for deletion",
    mend: "Restore it: `aws secretsmanager restore-secret --secret-id <ARN>`; after its recovery window it is gone.",
  },
};

const unreachable: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);

/** What a person can do about a secret that could not be read; what is no such failure comes back as it is. */
export function secretError(error: unknown, arn: string): unknown {
  const name = error instanceof Error ? error.name : "";
  const known = byName[name];
  if (known !== undefined) return new UserError(known.what, { where: arn, mend: known.mend, cause: error });
  const code = errorCode(error) ?? "";
  if (unreachable.has(code) || name === "TimeoutError")
    return new UserError(`AWS Secrets Manager does not answer (${code || "timeout"})`, {
      where: arn,
      mend: "Connect to the network; AWS_ENDPOINT_URL, where it is set, has to name an endpoint that answers.",
      cause: error,
    });
  return error;
}
