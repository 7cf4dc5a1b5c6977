import type { DeployScope, Statement } from "../statement.ts";

/** Policies and instance profiles with the stack's names, and the roles that AWS's services make for themselves. */
export function policyStatements({ prefixes, accountId }: DeployScope): Statement[] {
  const named = (kind: string) => prefixes.map((prefix) => `arn:aws:iam::${accountId}:${kind}/${prefix}*`);
  return [
    {
      Sid: "Policies",
      Effect: "Allow",
      Action: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      Resource: named("policy"),
    },
    {
      Sid: "InstanceProfiles",
      Effect: "Allow",
      Action: [
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:AddRoleToInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      Resource: [...named("instance-profile"), ...named("role")],
    },
    {
      Sid: "ServiceLinkedRoles",
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole"],
      Resource: [`arn:aws:iam::${accountId}:role/aws-service-role/*`],
      Condition: {
        StringEquals: {
          "iam:AWSServiceName": [
            "rds.amazonaws.com",
            "backup.amazonaws.com",
            "rds.application-autoscaling.amazonaws.com",
          ],
        },
      },
    },
  ];
}
