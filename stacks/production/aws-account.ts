import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { Provider } from "@pulumi/aws/provider.js";
import type { Input } from "@pulumi/pulumi";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";

/** Whose account production is in, and how its regions are reached. */
export interface AwsAccount {
  /** 12 digits; known beforehand where it is set. */
  readonly accountId: Input<string>;
  /** Of the home region. */
  readonly home: Provider;
  /** Of the region of the copies; `undefined` where nothing is copied. */
  readonly copies: Provider | undefined;
  /** Of everything that has tags, beside Role and Name. */
  readonly tags: Record<string, string>;
}

/** Every other account is refused by the providers where one is set. */
export function awsAccount(production: ProductionSettings): AwsAccount {
  const { region, copyRegion, accountId, application, tags } = production;
  const allowed = accountId === undefined ? {} : { allowedAccountIds: [accountId] };
  const home = new Provider("aws", { region, ...allowed });
  return {
    accountId: accountId ?? getCallerIdentityOutput({}, { provider: home }).accountId,
    home,
    copies: hasCopies(production)
      ? new Provider("aws-copies", { region: copyRegion, ...allowed })
      : undefined,
    tags: { Environment: "prod", Application: application, ...tags },
  };
}

function hasCopies(production: ProductionSettings): boolean {
  const { server, backupReplication, copyRegionReplica, backupPlan, auroraGlobal } = production;
  return server === "aurora"
    ? auroraGlobal || backupPlan
    : backupReplication || copyRegionReplica || backupPlan;
}
