import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { type CustomResourceOptions, type Input, interpolate, jsonStringify } from "@pulumi/pulumi";

export interface ProxyRoleArgs {
  proxyName: string;
  region: string;
  accountId: Input<string>;
  resourceId: Input<string>;
  users: readonly string[];
  tags: Record<string, string>;
}

/** The role that the proxy logs in by: as the database's roles that it serves, and no other (rds-proxy-iam-setup). */
export function proxyRole(
  name: string,
  { proxyName, region, accountId, resourceId, users, tags }: ProxyRoleArgs,
  opts: CustomResourceOptions,
): { role: Role; policy: RolePolicy } {
  const role = new Role(
    `${name}-role`,
    {
      name: proxyName,
      description: `${proxyName}: logs in to the database for clients`,
      assumeRolePolicy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "rds.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      }),
      tags: { ...tags, Role: "proxy", Name: proxyName },
    },
    opts,
  );
  const policy = new RolePolicy(
    `${name}-role-policy`,
    {
      name: "log-in",
      role: role.name,
      policy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "rds-db:connect",
            Resource: users.map(
              (user) => interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${resourceId}/${user}`,
            ),
          },
        ],
      }),
    },
    opts,
  );
  return { role, policy };
}
