import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { secretError } from "./secret-error.ts";

/** Labels of a secret's versions (Secrets Manager User Guide, "Secret versions", read 2026-11). */
export type Stage = "AWSCURRENT" | "AWSPENDING" | "AWSPREVIOUS";

/** Milliseconds for a connection to AWS, and for an answer: whoever waits is opening a connection to a database. */
const patience = { connectionTimeout: 3_000, requestTimeout: 5_000 };

/** By region: a client keeps its connections, and the credentials that it found. */
const clients = new Map<string, SecretsManagerClient>();

/**
 * The value of a secret with a label; `undefined` where no version has that label, or it has no value yet. The region is that of the
 * ARN; credentials, profile and endpoint (`AWS_ENDPOINT_URL`) are found as every program of AWS finds them.
 *
 * @throws UserError where the secret cannot be read
 */
export async function readSecret(arn: string, stage: Stage): Promise<string | undefined> {
  // It takes a fifth of a second to load, which nobody waits for whose password is in a file.
  const aws = await import("@aws-sdk/client-secrets-manager");
  const region = arn.split(":")[3] ?? "";
  const client =
    clients.get(region) ?? new aws.SecretsManagerClient({ region, requestHandler: patience, maxAttempts: 3 });
  clients.set(region, client);
  try {
    const { SecretString } = await client.send(
      new aws.GetSecretValueCommand({ SecretId: arn, VersionStage: stage }),
    );
    return SecretString ?? "";
  } catch (error) {
    if (stage !== "AWSCURRENT" && error instanceof aws.ResourceNotFoundException) return undefined;
    throw secretError(error, arn);
  }
}
