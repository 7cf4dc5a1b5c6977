import type { DeployScope, Statement } from "../statement.ts";

/** Who of AWS's services works with a role of the stack. */
const services = [
  "monitoring.rds.amazonaws.com",
  "rds.amazonaws.com",
  "export.rds.amazonaws.com",
  "backup.amazonaws.com",
  "lambda.amazonaws.com",
  "ec2.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

/** AWS's own policies that roles of the stack may have, beside the stack's. */
const amazons = [
  "service-role/AmazonRDSEnhancedMonitoringRole",
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
  "service-role/AWSLambdaVPCAccessExecutionRole",
  "AmazonSSMManagedInstanceCore",
];

/**
 * Roles with the stack's names, passed to the services that work with them and to no other. The roles of the workflows
 * themselves are not to be changed by a workflow: an administrator does that.
 */
export function roleStatements({ identifier, prefixes, accountId }: DeployScope): Statement[] {
  const named = (kind: string) => prefixes.map((prefix) => `arn:aws:iam::${accountId}:${kind}/${prefix}*`);
  const own = (kind: string) => `arn:aws:iam::${accountId}:${kind}/${identifier}-github-*`;
  return [
    {
      Sid: "Roles",
      Effect: "Allow",
      Action: [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePolicy",
        "iam:DeleteRolePolicy",
      ],
      Resource: named("role"),
    },
    {
      Sid: "AttachKnownPolicies",
      Effect: "Allow",
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: named("role"),
      Condition: {
        ArnLike: {
          "iam:PolicyARN": [...named("policy"), ...amazons.map((name) => `arn:aws:iam::aws:policy/${name}`)],
        },
      },
    },
    {
      Sid: "PassRoles",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: named("role"),
      Condition: { StringEquals: { "iam:PassedToService": services } },
    },
    {
      Sid: "NotTheWorkflowsOwn",
      Effect: "Deny",
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreatePolicyVersion",
        "iam:CreateRole",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PassRole",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ],
      Resource: [own("role"), own("policy")],
    },
  ];
}
