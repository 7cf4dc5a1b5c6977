import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { type CustomResourceOptions, type Input, jsonStringify, type Output } from "@pulumi/pulumi";

/** A role that cannot be used before its policy is attached. */
export interface MonitoringRole {
  readonly arn: Output<string>;
  readonly attached: RolePolicyAttachment;
}

/** The longest that IAM takes (IAM user guide, "IAM and AWS STS quotas"). */
const longestName = 64;
/** The role of an RDS instance that is to be left for the cluster ends in `-monitoring` alone. */
const ending = "-aurora-monitoring";

/**
 * The role by which RDS writes enhanced monitoring's metrics, for instances of this account alone: without the condition
 * RDS could be asked to use it for somebody else's (RDS user guide, USER_Monitoring.OS.Enabling, "confused deputy"). By account and
 * not by name, since readers that scaling adds have names of their own.
 */
export function monitoringRole(
  name: string,
  {
    identifier,
    accountId,
    tags,
  }: { identifier: string; accountId: Input<string>; tags: Record<string, string> },
  opts: CustomResourceOptions,
): MonitoringRole {
  const roleName = `${identifier.slice(0, longestName - ending.length)}${ending}`;
  const role = new Role(
    `${name}-monitoring`,
    {
      name: roleName,
      description: `${identifier}: enhanced monitoring writes its metrics`,
      assumeRolePolicy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "monitoring.rds.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": accountId } },
          },
        ],
      }),
      tags: { ...tags, Role: "monitoring", Name: roleName },
    },
    opts,
  );
  const attached = new RolePolicyAttachment(
    `${name}-monitoring-policy`,
    {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    },
    opts,
  );
  return { arn: role.arn, attached };
}
