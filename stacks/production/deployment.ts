import { GithubDeployment } from "../../components/deploy/github-deployment.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { AwsAccount } from "./aws-account.ts";

/** Logical names whose resources Pulumi names itself. */
const namePrefixes = [
  "access",
  "alarms",
  "audit-trail",
  "backup-plan",
  "bastion",
  "copies-network",
  "dashboard",
  "network",
  "proxy",
  "secret-rotation",
  "server",
  "snapshot-export",
];

/** What a repository's workflows may do, where one is named. */
export function deployment(
  production: ProductionSettings,
  { accountId, home, tags }: AwsAccount,
): GithubDeployment | undefined {
  const { githubRepository: repository, githubProviderArn: providerArn } = production;
  const { identifier, region, copyRegion, vpcId, stateBucket, stateKeyArn } = production;
  if (repository === undefined) return undefined;
  return new GithubDeployment(
    "deployment",
    {
      repository,
      providerArn,
      identifier,
      namePrefixes,
      accountId,
      region,
      copyRegion,
      vpcId,
      stateBucket,
      stateKeyArn,
      tags,
    },
    { provider: home },
  );
}
