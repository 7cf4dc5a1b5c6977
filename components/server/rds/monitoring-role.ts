import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { type Input, jsonStringify, type Output, output, type Resource } from "@pulumi/pulumi";

/** Who may write the operating system's figures, and when it is able to. */
export interface MonitoringRole {
  readonly arn: Output<string>;
  /** What an instance with enhanced monitoring depends on. */
  readonly needs: readonly Resource[];
}

/** The longest that IAM takes (IAM user guide, "IAM and AWS STS quotas"). */
const longestName = 64;
const ending = "-monitoring";

/** Role of enhanced monitoring, for the instance and its replicas of this account alone. */
export function monitoringRole(
  name: string,
  {
    identifier,
    accountId,
    tags,
  }: { identifier: string; accountId: Input<string>; tags: Record<string, string> },
  parent: Resource,
): MonitoringRole {
  const roleName = `${identifier.slice(0, longestName - ending.length)}${ending}`;
  const role = new Role(
    name,
    {
      name: roleName,
      description: `Enhanced monitoring of ${identifier} and its replicas`,
      assumeRolePolicy: jsonStringify(
        output(accountId).apply((account) => ({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "monitoring.rds.amazonaws.com" },
              Action: "sts:AssumeRole",
              // Else anybody's instance could be monitored by it ("Preventing the confused deputy problem" in RDS's user guide).
              Condition: {
                StringEquals: { "aws:SourceAccount": account },
                ArnLike: {
                  "aws:SourceArn": [
                    `arn:aws:rds:*:${account}:db:${identifier}`,
                    `arn:aws:rds:*:${account}:db:${identifier}-replica-*`,
                  ],
                },
              },
            },
          ],
        })),
      ),
      tags: { ...tags, Role: "monitoring", Name: roleName },
    },
    { parent },
  );
  const attachment = new RolePolicyAttachment(
    `${name}-policy`,
    {
      role: role.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    },
    { parent },
  );
  return { arn: role.arn, needs: [attachment] };
}
