import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
  type Resource,
} from "@pulumi/pulumi";

export interface TrailLogArgs {
  /** The log group is `/pgstack/<identifier>/audit`. */
  identifier: string;
  accountId: Input<string>;
  trailArn: Input<string>;
  keyArn: Input<string>;
  /** Days, one of CloudWatch's. */
  retention: number;
  tags: Record<string, string>;
}

/** A trail's events within minutes where they can be searched, by a role that only the trail can take. */
export class TrailLog extends ComponentResource {
  /** As CloudTrail wants it, with all of its streams. */
  readonly groupArn: Output<string>;
  readonly roleArn: Output<string>;
  readonly ready: Resource;

  constructor(name: string, args: TrailLogArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:TrailLog", name, {}, opts);
    const { identifier, accountId, trailArn, keyArn, retention, tags } = args;
    const group = new LogGroup(
      name,
      {
        name: `/pgstack/${identifier}/audit`,
        kmsKeyId: keyArn,
        retentionInDays: retention,
        tags: { ...tags, Role: "audit log" },
      },
      { parent: this },
    );
    const role = new Role(
      `${name}-role`,
      {
        description: `Writes the audit trail of ${identifier} to its log`,
        assumeRolePolicy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "cloudtrail.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "aws:SourceAccount": accountId, "aws:SourceArn": trailArn } },
            },
          ],
        }),
        tags: { ...tags, Role: "audit log writer" },
      },
      { parent: this },
    );
    this.ready = new RolePolicy(
      `${name}-policy`,
      {
        role: role.id,
        policy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: interpolate`${group.arn}:log-stream:*`,
            },
          ],
        }),
      },
      { parent: this },
    );
    this.groupArn = interpolate`${group.arn}:*`;
    this.roleArn = role.arn;
    this.registerOutputs({});
  }
}
