/** Services that a private network reaches by an interface endpoint. Each costs by the hour and zone. */
export type EndpointService = "secretsmanager" | "kms" | "logs" | "ssm" | "ssmmessages" | "ec2messages";

/** What lies inside a policy of AWS: who is asked for is everybody, and the condition leaves the account's own. */
interface EndpointStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface EndpointPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly EndpointStatement[];
}

/**
 * What goes through each endpoint, and nothing else. Of the messages of Systems Manager it is what the agent's own policy,
 * AmazonSSMManagedInstanceCore, has (Systems Manager user guide, "Amazon managed policies", 2026-11).
 */
const actions: Readonly<Record<EndpointService, readonly string[]>> = {
  secretsmanager: [
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
  ],
  kms: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
  logs: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
  ssm: [
    "ssm:DescribeAssociation",
    "ssm:DescribeDocument",
    "ssm:GetDeployablePatchSnapshotForInstance",
    "ssm:GetDocument",
    "ssm:GetManifest",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:ListAssociations",
    "ssm:ListInstanceAssociations",
    "ssm:PutComplianceItems",
    "ssm:PutConfigurePackageResult",
    "ssm:PutInventory",
    "ssm:UpdateAssociationStatus",
    "ssm:UpdateInstanceAssociationStatus",
    "ssm:UpdateInstanceInformation",
  ],
  ssmmessages: [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  ec2messages: [
    "ec2messages:AcknowledgeMessage",
    "ec2messages:DeleteMessage",
    "ec2messages:FailMessage",
    "ec2messages:GetEndpoint",
    "ec2messages:GetMessages",
    "ec2messages:SendReply",
  ],
};

/** What an interface endpoint lets through: these actions, by principals of this account alone. */
export function endpointPolicy(service: EndpointService, accountId: string): EndpointPolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OwnAccountOnly",
        Effect: "Allow",
        Principal: "*",
        Action: actions[service],
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
      },
    ],
  };
}

/**
 * What the gateway to S3 lets through: reading the packages of Amazon Linux 2023 and what the Systems Manager agent updates
 * itself from ("SSM Agent communications with AWS managed S3 buckets"; Amazon Linux 2023 guide, "S3 VPC endpoints",
 * 2026-11). No bucket of anybody else can be written to from here.
 */
export function s3GatewayPolicy(region: string): EndpointPolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PackagesOfAmazonLinuxAndTheAgent",
        Effect: "Allow",
        Principal: "*",
        Action: ["s3:GetObject"],
        Resource: [
          `arn:aws:s3:::al2023-repos-${region}-de612dc2/*`,
          `arn:aws:s3:::amazon-ssm-${region}/*`,
          `arn:aws:s3:::amazon-ssm-packages-${region}/*`,
          `arn:aws:s3:::aws-ssm-${region}/*`,
        ],
      },
    ],
  };
}
