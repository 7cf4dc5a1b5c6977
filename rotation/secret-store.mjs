// @ts-check
import { createRequire } from "node:module";
import { loginOf } from "./login-of.mjs";

/** @import { SecretStore } from "./types.d.mts" */

// Lambda's runtime has the SDK where `require` looks (NODE_PATH), and `import` does not.
/** @type {typeof import("@aws-sdk/client-secrets-manager")} */
const {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} = createRequire(import.meta.url)("@aws-sdk/client-secrets-manager");

/**
 * @param {string} secretId
 * @returns {SecretStore}
 */
export function secretStore(secretId) {
  const client = new SecretsManagerClient({});
  const secret = { SecretId: secretId };
  return {
    async describe() {
      const { RotationEnabled, VersionIdsToStages = {} } = await client.send(
        new DescribeSecretCommand(secret),
      );
      return { rotationEnabled: RotationEnabled, versions: VersionIdsToStages };
    },

    async read(stage, version) {
      const wanted = { ...secret, VersionStage: stage, ...(version !== undefined && { VersionId: version }) };
      try {
        const { SecretString = "" } = await client.send(new GetSecretValueCommand(wanted));
        return loginOf(SecretString, stage);
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },

    async putPending(version, login) {
      await client.send(
        new PutSecretValueCommand({
          ...secret,
          ClientRequestToken: version,
          SecretString: JSON.stringify(login),
          VersionStages: ["AWSPENDING"],
        }),
      );
    },

    async makeCurrent(version, former) {
      await client.send(
        new UpdateSecretVersionStageCommand({
          ...secret,
          VersionStage: "AWSCURRENT",
          MoveToVersionId: version,
          RemoveFromVersionId: former,
        }),
      );
    },
  };
}
