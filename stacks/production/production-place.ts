import type { AdminSecret } from "../../components/secret/admin-secret.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { Settings } from "../../settings/settings.ts";
import type { AwsAccount } from "./aws-account.ts";
import type { EncryptionKeys } from "./encryption-keys.ts";
import type { Networks } from "./networks.ts";

/** What a server is put into. */
export interface ProductionPlace {
  readonly settings: Pick<
    Settings,
    "stack" | "database" | "adminUser" | "profile" | "replicas" | "logRetention"
  >;
  readonly production: ProductionSettings;
  readonly account: AwsAccount;
  readonly keys: EncryptionKeys;
  readonly networks: Networks;
  readonly secret: AdminSecret;
  /** Database roles that log in by IAM. */
  readonly iamRoles: readonly string[];
}
