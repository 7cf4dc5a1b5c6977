import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { FlowLogs } from "./flow-logs.ts";
import { subnetCidr } from "./subnet-cidr.ts";

export interface PrivateVpcArgs {
  identifier: string;
  region: string;
  accountId: Input<string>;
  /** Each gets a subnet. One more moves none of the others. */
  availabilityZones: readonly string[];
  /** /16 to /24. A change replaces the network. */
  cidr: string;
  logKeyArn: Input<string>;
  /** Days. */
  logRetention: number;
  tags: Record<string, string>;
}

/**
 * A VPC that has no way out: no internet gateway, no NAT, and a route table with the VPC's own addresses alone. Its default
 * security group, which every machine without another one gets, lets nothing in or out.
 */
export class PrivateVpc extends ComponentResource {
  readonly vpcId: Output<string>;
  readonly subnetIds: Output<string>[];
  readonly routeTableId: Output<string>;

  constructor(name: string, args: PrivateVpcArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:PrivateVpc", name, {}, opts);
    const { identifier, availabilityZones, cidr } = args;
    const tags = (role: string, called = identifier) => ({ ...args.tags, Role: role, Name: called });
    const vpc = new Vpc(
      name,
      { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: tags("network") },
      { parent: this },
    );
    new DefaultSecurityGroup(
      `${name}-default`,
      {
        vpcId: vpc.id,
        ingress: [],
        egress: [],
        tags: tags("emptied default security group", `${identifier}-default`),
      },
      { parent: this },
    );
    const routes = new RouteTable(
      `${name}-routes`,
      { vpcId: vpc.id, tags: tags("routes without a way out", `${identifier}-private`) },
      { parent: this },
    );
    const subnets = availabilityZones.map((zone) => {
      const subnet = new Subnet(
        `${name}-${zone}`,
        {
          vpcId: vpc.id,
          availabilityZone: zone,
          cidrBlock: subnetCidr(cidr, zone),
          mapPublicIpOnLaunch: false,
          tags: tags("private subnet", `${identifier}-private-${zone}`),
        },
        { parent: this },
      );
      new RouteTableAssociation(
        `${name}-${zone}-routes`,
        { subnetId: subnet.id, routeTableId: routes.id },
        { parent: this },
      );
      return subnet;
    });
    new FlowLogs(
      `${name}-flow-logs`,
      {
        identifier,
        region: args.region,
        accountId: args.accountId,
        vpcId: vpc.id,
        keyArn: args.logKeyArn,
        retention: args.logRetention,
        tags: args.tags,
      },
      { parent: this },
    );
    this.vpcId = vpc.id;
    this.subnetIds = subnets.map(({ id }) => id);
    this.routeTableId = routes.id;
    this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
  }
}
