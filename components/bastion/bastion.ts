import { Instance } from "@pulumi/aws/ec2/instance.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";
import type { EndpointService } from "../network/endpoint-policies.ts";
import { passage } from "../network/security-rule.ts";
import { forwardCommand } from "./forward-command.ts";
import { SessionLog } from "./session-log.ts";

export interface BastionArgs {
  /** Name of the server. A change renames it. */
  identifier: string;
  region: string;
  vpcId: Input<string>;
  /** Private. A change replaces the machine. */
  subnetId: Input<string>;
  databaseSecurityGroupId: Input<string>;
  databaseHost: Input<string>;
  databasePort: number;
  /** By service, of the network's endpoints; empty in an existing VPC. */
  endpointSecurityGroupIds: Readonly<Partial<Record<EndpointService, Input<string>>>>;
  /** S3's addresses, where the network has its gateway. */
  s3PrefixListId?: Input<string> | undefined;
  /** Addresses of an existing VPC, which its endpoints are among. */
  existingCidr?: Input<string> | undefined;
  /** KMS key of its disk. A change replaces the machine. */
  keyArn: Input<string>;
  /** Whether there is a logged shell beside port forwarding, and how. @default none */
  sessionLog?: { readonly keyArn: Input<string>; readonly retention: number } | undefined;
  /** TCP port of the command's end on the own machine. @default 15432 */
  localPort?: number;
  tags: Record<string, string>;
}

/** Two processors and 512 MB for 3 US dollars a month (us-east-1, 2026-11): forwarding needs no more. */
const instanceType = "t4g.nano";

/** The newest Amazon Linux 2023 for it; the agent of Session Manager is part of it (Amazon Linux 2023 guide, "Launching using the SSM parameter", 2026-11). */
const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/**
 * The way from a laptop or a CI runner to a private database: a small machine without a public address, an inbound port or a
 * key, reached by Session Manager alone, which asks IAM and leaves a trace in CloudTrail. It lets out to AWS's endpoints and
 * to the database. It holds nothing, and may be replaced at any time.
 */
export class Bastion extends ComponentResource {
  readonly instanceId: Output<string>;
  readonly securityGroupId: Output<string>;
  /** The command line that forwards a local port to the database. */
  readonly forwardCommand: Output<string>;
  /** Document of the logged shell, where there is one. */
  readonly shellDocument: Output<string> | undefined;

  constructor(name: string, args: BastionArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:Bastion", name, {}, opts);
    const { identifier, region, keyArn, sessionLog, localPort = 15_432 } = args;
    const tags = (role: string) => ({ ...args.tags, Role: role, Name: `${identifier}-bastion` });
    const group = this.makeGroup(name, args);
    const role = new Role(
      `${name}-role`,
      {
        description: `Bastion of ${identifier}: may be reached by Session Manager`,
        assumeRolePolicy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        }),
        tags: tags("bastion role"),
      },
      { parent: this },
    );
    const managed = new RolePolicyAttachment(
      `${name}-session-manager`,
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
      { parent: this },
    );
    const profile = new InstanceProfile(
      `${name}-profile`,
      { role: role.name, tags: tags("bastion profile") },
      { parent: this },
    );
    const instance = new Instance(
      name,
      {
        ami: getParameterOutput({ name: image }, { parent: this }).insecureValue,
        instanceType,
        subnetId: args.subnetId,
        vpcSecurityGroupIds: [group.id],
        iamInstanceProfile: profile.name,
        associatePublicIpAddress: false,
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "disabled",
        },
        rootBlockDevice: {
          encrypted: true,
          kmsKeyId: keyArn,
          volumeType: "gp3",
          volumeSize: 8,
          deleteOnTermination: true,
        },
        // In the request that makes it: the provider tags a disk of its own later, when who may only tag what he makes may not.
        volumeTags: tags("bastion disk"),
        // Without it a busy machine buys processor time beyond its price.
        creditSpecification: { cpuCredits: "standard" },
        ebsOptimized: true,
        monitoring: true,
        tags: tags("bastion"),
      },
      // Amazon makes another image each week; that is no reason for another machine.
      { parent: this, ignoreChanges: ["ami"], dependsOn: [managed] },
    );
    this.instanceId = instance.id;
    this.securityGroupId = group.id;
    this.forwardCommand = all([instance.id, args.databaseHost]).apply(([instanceId, host]) =>
      forwardCommand({ region, instanceId, host, port: args.databasePort, localPort }),
    );
    this.shellDocument =
      sessionLog === undefined
        ? undefined
        : new SessionLog(
            `${name}-sessions`,
            { identifier, roleId: role.id, ...sessionLog, tags: args.tags },
            { parent: this },
          ).documentName;
    this.registerOutputs({ instanceId: this.instanceId, forwardCommand: this.forwardCommand });
  }

  /** Nothing comes in: the agent calls out to Session Manager. */
  private makeGroup(name: string, args: BastionArgs): SecurityGroup {
    const { identifier, databasePort } = args;
    const group = new SecurityGroup(
      `${name}-group`,
      {
        vpcId: args.vpcId,
        description: `Bastion of ${identifier}: nothing in, out to the database and to endpoints of AWS`,
        tags: { ...args.tags, Role: "bastion security group", Name: `${identifier}-bastion` },
      },
      { parent: this },
    );
    const tags = { ...args.tags, Role: "security group rule" };
    passage(
      `${name}-to-database`,
      {
        from: group.id,
        to: args.databaseSecurityGroupId,
        port: databasePort,
        description: `PostgreSQL from the bastion of ${identifier}`,
        tags,
      },
      this,
    );
    for (const service of sessionServices(args)) {
      const to = args.endpointSecurityGroupIds[service];
      if (to !== undefined)
        passage(
          `${name}-to-${service}`,
          {
            from: group.id,
            to,
            port: 443,
            description: `Endpoint of ${service} from the bastion of ${identifier}`,
            tags,
          },
          this,
        );
    }
    const outTo = (what: string, to: { prefixListId: Input<string> } | { cidrIpv4: Input<string> }) =>
      new SecurityGroupEgressRule(
        `${name}-to-${what}`,
        {
          securityGroupId: group.id,
          ...to,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          description: `HTTPS to ${what} from the bastion of ${identifier}`,
          tags: { ...tags, Name: `${name}-to-${what}` },
        },
        { parent: this },
      );
    if (args.s3PrefixListId !== undefined) outTo("s3", { prefixListId: args.s3PrefixListId });
    if (args.existingCidr !== undefined) outTo("endpoints", { cidrIpv4: args.existingCidr });
    return group;
  }
}

function sessionServices({ sessionLog }: BastionArgs): readonly EndpointService[] {
  return [
    "ssm",
    "ssmmessages",
    "ec2messages",
    ...(sessionLog === undefined ? [] : (["kms", "logs"] as const)),
  ];
}
