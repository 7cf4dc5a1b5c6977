import type { Input, Output } from "@pulumi/pulumi";
import { publishers } from "../../components/alarms/alarm-topic.ts";
import { EncryptionKey } from "../../components/keys/encryption-key.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { AwsAccount } from "./aws-account.ts";

/** ARNs of the keys: who may read the data need not be who may read alarms and logs. */
export interface EncryptionKeys {
  /** Storage, backups, exports and the administrator's secret. */
  readonly database: Output<string>;
  /** Logs, topics and the audit trail. */
  readonly operations: Output<string>;
  /** In the region of the copies; `undefined` where nothing is copied. */
  readonly copies: Input<string> | undefined;
}

export function encryptionKeys(
  { server, region, copyRegion, copyRegionReplica, copyKmsKeyArn }: ProductionSettings,
  { accountId, home, copies, tags }: AwsAccount,
): EncryptionKeys {
  const database = new EncryptionKey(
    "database-key",
    { purpose: "database", accountId, tags },
    { provider: home },
  );
  const operations = new EncryptionKey(
    "operations-key",
    {
      purpose: "operations",
      services: [`logs.${region}.amazonaws.com`, "cloudtrail.amazonaws.com", ...publishers],
      accountId,
      tags,
    },
    { provider: home },
  );
  return {
    database: database.arn,
    operations: operations.arn,
    copies:
      copies === undefined
        ? undefined
        : (copyKmsKeyArn ??
          new EncryptionKey(
            "copies-key",
            {
              purpose: "copies",
              // A replica there has its alarms there.
              services: [
                `logs.${copyRegion}.amazonaws.com`,
                ...(server === "rds" && copyRegionReplica ? publishers : []),
              ],
              accountId,
              tags,
            },
            { provider: copies },
          ).arn),
  };
}
