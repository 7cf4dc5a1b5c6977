import { getVpcOutput } from "@pulumi/aws/ec2/getVpc.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
} from "@pulumi/pulumi";
import { UserError } from "../../errors/user-error.ts";
import type { EndpointService } from "./endpoint-policies.ts";
import { Endpoints } from "./endpoints.ts";
import { PrivateVpc } from "./private-vpc.ts";
import { ingress, passage } from "./security-rule.ts";

export interface NetworkArgs {
  /** Name of the server that the network is for. A change renames what is made, and replaces nothing but the flow log. */
  identifier: string;
  region: string;
  accountId: Input<string>;
  /** Zones of a new VPC's subnets, at least two. */
  availabilityZones: readonly string[];
  /** An existing VPC, of which nothing is changed; a change moves the database, which replaces it. @default a new one */
  vpcId?: string | undefined;
  /** Subnets of the existing VPC in at least two zones, without a route to the internet. */
  subnetIds: readonly string[];
  /** Addresses of a new VPC, /16 to /24. A change replaces the network. */
  vpcCidr: string;
  /** Security groups whose members may connect to the database beside those of the one that is made. */
  clientSecurityGroupIds: readonly string[];
  /** TCP port of the database. */
  databasePort: number;
  /** Whether a new VPC gets ways to AWS's services. An existing one has to have its own. Costs by the hour. */
  endpoints: boolean;
  /**
   * Which. Those of a bastion are `ssm` and `ssmmessages`, and `kms` and `logs` where its sessions are logged; agents before
   * 3.3.40.0 need `ec2messages` too (Systems Manager user guide, "Create VPC endpoints", 2026-11).
   * @default secretsmanager, ssm, ssmmessages, kms, logs
   */
  endpointServices?: readonly EndpointService[];
  /** KMS key of the flow log of a new VPC. */
  logKeyArn: Input<string>;
  /** Days that the flow log is kept. */
  logRetention: number;
  tags: Record<string, string>;
}

/** What rotation of the secret and the bastion need. */
const allServices: readonly EndpointService[] = ["secretsmanager", "ssm", "ssmmessages", "kms", "logs"];

/**
 * Where the database is, without a way to or from the internet, and who may reach it: two security groups, one of the
 * database, which lets out nothing, and one whose members may connect. No rule names an address, but one of an existing VPC
 * for its endpoints.
 *
 * @throws UserError where an existing VPC comes without two subnets, or subnets without a VPC
 */
export class Network extends ComponentResource {
  readonly vpcId: Output<string>;
  /** Private, in at least two zones. */
  readonly subnetIds: Output<string[]>;
  readonly databaseSecurityGroupId: Output<string>;
  /** Its members may connect to the database and ask Secrets Manager. */
  readonly clientSecurityGroupId: Output<string>;
  /** Of a new VPC with endpoints, by service. */
  readonly endpointSecurityGroupIds: Readonly<Partial<Record<EndpointService, Output<string>>>>;
  /** S3's addresses, where a new VPC has its gateway. */
  readonly s3PrefixListId: Output<string> | undefined;
  /** Addresses of an existing VPC, which its endpoints are among. */
  readonly existingCidr: Output<string> | undefined;

  constructor(name: string, args: NetworkArgs, opts?: ComponentResourceOptions) {
    checkPlace(args);
    super("pgstack:index:Network", name, {}, opts);
    const { identifier, databasePort } = args;
    const place = args.vpcId === undefined ? this.makeVpc(name, args) : this.existingVpc(args.vpcId, args);
    this.vpcId = place.vpcId;
    this.subnetIds = place.subnetIds;
    this.endpointSecurityGroupIds = place.endpoints?.securityGroupIds ?? {};
    this.s3PrefixListId = place.endpoints?.s3PrefixListId;
    this.existingCidr = place.cidr;

    const group = (role: string, description: string) =>
      new SecurityGroup(
        `${name}-${role}`,
        {
          vpcId: place.vpcId,
          description,
          tags: { ...args.tags, Role: `${role} security group`, Name: `${identifier}-${role}` },
        },
        { parent: this },
      );
    const database = group("database", `Database ${identifier}: in from its clients, out to nowhere`);
    const clients = group("clients", `Members may connect to database ${identifier}`);
    const tags = { ...args.tags, Role: "security group rule" };
    passage(
      `${name}-clients-to-database`,
      {
        from: clients.id,
        to: database.id,
        port: databasePort,
        description: `PostgreSQL from the clients of ${identifier}`,
        tags,
      },
      this,
    );
    for (const id of args.clientSecurityGroupIds)
      ingress(
        `${name}-${id}-to-database`,
        {
          from: id,
          to: database.id,
          port: databasePort,
          description: `PostgreSQL from ${id}`,
          tags,
        },
        this,
      );
    const secrets = this.endpointSecurityGroupIds.secretsmanager;
    if (secrets !== undefined)
      passage(
        `${name}-clients-to-secretsmanager`,
        {
          from: clients.id,
          to: secrets,
          port: 443,
          description: `Secrets Manager from the clients of ${identifier}`,
          tags,
        },
        this,
      );
    if (place.cidr !== undefined)
      new SecurityGroupEgressRule(
        `${name}-clients-to-endpoints`,
        {
          securityGroupId: clients.id,
          cidrIpv4: place.cidr,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          description: "Endpoints of AWS services in the same VPC",
          tags: { ...tags, Name: `${name}-clients-to-endpoints` },
        },
        { parent: this },
      );
    this.databaseSecurityGroupId = database.id;
    this.clientSecurityGroupId = clients.id;
    this.registerOutputs({
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      databaseSecurityGroupId: this.databaseSecurityGroupId,
      clientSecurityGroupId: this.clientSecurityGroupId,
    });
  }

  private makeVpc(name: string, args: NetworkArgs): Place {
    const { identifier, region, accountId, availabilityZones, tags } = args;
    const vpc = new PrivateVpc(
      `${name}-vpc`,
      {
        identifier,
        region,
        accountId,
        availabilityZones,
        cidr: args.vpcCidr,
        logKeyArn: args.logKeyArn,
        logRetention: args.logRetention,
        tags,
      },
      { parent: this },
    );
    const place = { vpcId: vpc.vpcId, subnetIds: output(vpc.subnetIds) };
    if (!args.endpoints) return place;
    const endpoints = new Endpoints(
      `${name}-endpoints`,
      {
        identifier,
        region,
        accountId,
        ...place,
        routeTableId: vpc.routeTableId,
        services: args.endpointServices ?? allServices,
        tags,
      },
      { parent: this },
    );
    return { ...place, endpoints };
  }

  private existingVpc(vpcId: string, { subnetIds }: NetworkArgs): Place {
    const { cidrBlock } = getVpcOutput({ id: vpcId }, { parent: this });
    return { vpcId: output(vpcId), subnetIds: output([...subnetIds]), cidr: cidrBlock };
  }
}

interface Place {
  readonly vpcId: Output<string>;
  readonly subnetIds: Output<string[]>;
  readonly endpoints?: Endpoints;
  readonly cidr?: Output<string>;
}

function checkPlace({ vpcId, subnetIds, availabilityZones }: NetworkArgs): void {
  if (vpcId === undefined && subnetIds.length > 0)
    throw new UserError("there are subnets, but not the VPC that they are in", {
      where: "pgstack:subnetIds",
      mend: "Set pgstack:vpcId too, or neither for a new VPC.",
    });
  if (vpcId !== undefined && new Set(subnetIds).size < 2)
    throw new UserError("an existing VPC takes at least two subnets, in different zones", {
      where: "pgstack:subnetIds",
      mend: "List private subnets of the VPC, each in another zone.",
    });
  if (vpcId === undefined && new Set(availabilityZones).size < 2)
    throw new UserError("a new VPC takes at least two zones", {
      where: "pgstack:availabilityZones",
      mend: "List two zones of the region or more.",
    });
}
