import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
} from "@pulumi/pulumi";

export interface FlowLogsArgs {
  /** The network's name: the log group is `/pgstack/<identifier>/flow-logs`. A change begins another log. */
  identifier: string;
  region: string;
  accountId: Input<string>;
  vpcId: Input<string>;
  /** KMS key of the log; its policy admits `logs.<region>.amazonaws.com`. */
  keyArn: Input<string>;
  /** Days, one of CloudWatch's. */
  retention: number;
  tags: Record<string, string>;
}

/** Who spoke to whom in a VPC, accepted or refused, minute by minute. Costs by the amount, and keeping it. */
export class FlowLogs extends ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:FlowLogs", name, {}, opts);
    const { identifier, region, accountId, vpcId, keyArn, retention } = args;
    const tags = (role: string) => ({ ...args.tags, Role: role, Name: `${identifier}-flow-logs` });
    const group = new LogGroup(
      `${name}-log`,
      {
        name: `/pgstack/${identifier}/flow-logs`,
        kmsKeyId: keyArn,
        retentionInDays: retention,
        tags: tags("flow log"),
      },
      { parent: this },
    );
    const role = new Role(
      `${name}-role`,
      {
        description: `Writes the flow log of ${identifier}`,
        // Only for this account: another one's flow log cannot borrow the role (VPC user guide, "IAM role for publishing flow logs", 2026-11).
        assumeRolePolicy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "vpc-flow-logs.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: {
                StringEquals: { "aws:SourceAccount": accountId },
                ArnLike: {
                  "aws:SourceArn": interpolate`arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*`,
                },
              },
            },
          ],
        }),
        tags: tags("flow log writer"),
      },
      { parent: this },
    );
    const policy = new RolePolicy(
      `${name}-policy`,
      {
        role: role.id,
        policy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
              Resource: interpolate`${group.arn}:*`,
            },
          ],
        }),
      },
      { parent: this },
    );
    new FlowLog(
      name,
      {
        vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60,
        tags: tags("flow log"),
      },
      { parent: this, dependsOn: [policy] },
    );
    this.registerOutputs({});
  }
}
