import { all, type Output, output } from "@pulumi/pulumi";
import type { IamAccess } from "../../components/access/iam-access.ts";
import type { Alarms } from "../../components/alarms/alarms.ts";
import type { GithubDeployment } from "../../components/deploy/github-deployment.ts";
import type { AwsOutputs } from "../../packages/client/stack-outputs.ts";
import type { OutputsOf } from "../outputs-of.ts";
import type { Entries } from "./entries.ts";
import type { ProductionPlace } from "./production-place.ts";
import type { ProductionServer } from "./production-server.ts";

export type ProductionOutputs = OutputsOf<AwsOutputs>;

/** What other programs and people need to know of what is in AWS. */
export function productionOutputs(
  { production, secret, networks }: ProductionPlace,
  { resourceId }: ProductionServer,
  { access, bastion, alarms, deployed }: Entries & { alarms: Alarms; deployed: GithubDeployment | undefined },
): ProductionOutputs {
  return {
    region: production.region,
    resourceId,
    adminSecretArn: secret.arn,
    clientSecurityGroupId: networks.home.clientSecurityGroupId,
    alarmTopicArn: alarms.topicArn,
    ticketTopicArn: alarms.ticketTopicArn,
    ...(access && { connectPolicyArns: arnsOf(access) }),
    ...(bastion && {
      bastion: output({ instanceId: bastion.instanceId, forwardCommand: bastion.forwardCommand }),
    }),
    ...(deployed && {
      deployment: output({
        previewRoleArn: deployed.previewRoleArn,
        driftRoleArn: deployed.driftRoleArn,
        deployRoleArn: deployed.deployRoleArn,
      }),
    }),
  };
}

/** Known together. */
function arnsOf({ policyArns }: IamAccess): Output<Record<string, Record<string, string>>> {
  return all(
    Object.fromEntries(Object.entries(policyArns).map(([server, byRole]) => [server, all({ ...byRole })])),
  );
}
