import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
  output,
} from "@pulumi/pulumi";
import { type EndpointService, endpointPolicy, s3GatewayPolicy } from "./endpoint-policies.ts";

export interface EndpointsArgs {
  identifier: string;
  region: string;
  accountId: Input<string>;
  vpcId: Input<string>;
  subnetIds: Input<Input<string>[]>;
  routeTableId: Input<string>;
  /** Interface endpoints; the gateway to S3, which costs nothing, is always there. Each costs by the hour and subnet. */
  services: readonly EndpointService[];
  tags: Record<string, string>;
}

/** Ways from a private network to services of AWS, each with a security group of its own that is closed until it is opened. */
export class Endpoints extends ComponentResource {
  /** By service: whom to open for those that use it. */
  readonly securityGroupIds: Readonly<Partial<Record<EndpointService, Output<string>>>>;
  /** Addresses of S3 as a prefix list. */
  readonly s3PrefixListId: Output<string>;

  constructor(name: string, args: EndpointsArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:Endpoints", name, {}, opts);
    const { identifier, region, vpcId } = args;
    const tags = (role: string, service: string) => ({
      ...args.tags,
      Role: role,
      Name: `${identifier}-${service}`,
    });
    const groups: Partial<Record<EndpointService, Output<string>>> = {};
    for (const service of args.services) {
      const group = new SecurityGroup(
        `${name}-${service}-group`,
        {
          vpcId,
          description: `Endpoint of ${service} for ${identifier}`,
          tags: tags("endpoint security group", service),
        },
        { parent: this },
      );
      new VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: args.subnetIds,
          securityGroupIds: [group.id],
          policy: jsonStringify(output(args.accountId).apply((account) => endpointPolicy(service, account))),
          tags: tags("endpoint", service),
        },
        { parent: this },
      );
      groups[service] = group.id;
    }
    const s3 = new VpcEndpoint(
      `${name}-s3`,
      {
        vpcId,
        serviceName: `com.amazonaws.${region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: [args.routeTableId],
        policy: jsonStringify(s3GatewayPolicy(region)),
        tags: tags("endpoint", "s3"),
      },
      { parent: this },
    );
    this.securityGroupIds = groups;
    this.s3PrefixListId = s3.prefixListId;
    this.registerOutputs({});
  }
}
