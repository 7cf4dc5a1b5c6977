import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { type CustomResourceOptions, jsonStringify } from "@pulumi/pulumi";

const policies = {
  backups: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
  restores: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
};

/** The role that AWS Backup backs up and restores as, with AWS's own policies for it (AWS Backup, access-control). */
export function backupRole(
  name: string,
  { identifier, tags }: { identifier: string; tags: Record<string, string> },
  opts: CustomResourceOptions,
): { role: Role; attached: RolePolicyAttachment[] } {
  const roleName = `${identifier}-backup`;
  const role = new Role(
    `${name}-role`,
    {
      name: roleName,
      description: `${identifier}: AWS Backup backs up and restores`,
      assumeRolePolicy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "backup.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      }),
      tags: { ...tags, Role: "backup", Name: roleName },
    },
    opts,
  );
  const attached = Object.entries(policies).map(
    ([of, policyArn]) => new RolePolicyAttachment(`${name}-${of}`, { role: role.name, policyArn }, opts),
  );
  return { role, attached };
}
