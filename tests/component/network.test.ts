import { describe, expect, it } from "vitest";
import { Network, type NetworkArgs } from "../../components/network/network.ts";
import { inputsOf, once, refusal, registeredOnAws, summary } from "./on-aws.ts";
import { resolved } from "./values.ts";

const args: NetworkArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  accountId: "123456789012",
  availabilityZones: ["us-east-1a", "us-east-1c"],
  subnetIds: [],
  vpcCidr: "10.42.0.0/16",
  clientSecurityGroupIds: ["sg-app"],
  databasePort: 5433,
  endpoints: true,
  logKeyArn: "arn:key",
  logRetention: 30,
  tags: { Environment: "prod", Application: "shop" },
};
const declared = (changed: Partial<NetworkArgs> = {}) =>
  registeredOnAws(() => new Network("network", { ...args, ...changed }));
const plain = once(() => declared());
const existing: Partial<NetworkArgs> = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] };
const tagged = (role: string, name: string) => ({ ...args.tags, Role: role, Name: name });

const groups = [
  "aws:ec2/securityGroup:SecurityGroup network-clients of network",
  "aws:ec2/securityGroup:SecurityGroup network-database of network",
];
const rules = [
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-clients-to-database-out of network",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-clients-to-database-in of network",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-sg-app-to-database of network",
];
const ofVpc = [
  "aws:cloudwatch/logGroup:LogGroup network-vpc-flow-logs-log of network-vpc-flow-logs",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup network-vpc-default of network-vpc",
  "aws:ec2/flowLog:FlowLog network-vpc-flow-logs of network-vpc-flow-logs",
  "aws:ec2/routeTable:RouteTable network-vpc-routes of network-vpc",
  "aws:ec2/routeTableAssociation:RouteTableAssociation network-vpc-us-east-1a-routes of network-vpc",
  "aws:ec2/routeTableAssociation:RouteTableAssociation network-vpc-us-east-1c-routes of network-vpc",
  "aws:ec2/subnet:Subnet network-vpc-us-east-1a of network-vpc",
  "aws:ec2/subnet:Subnet network-vpc-us-east-1c of network-vpc",
  "aws:ec2/vpc:Vpc network-vpc of network-vpc",
  "aws:iam/role:Role network-vpc-flow-logs-role of network-vpc-flow-logs",
  "aws:iam/rolePolicy:RolePolicy network-vpc-flow-logs-policy of network-vpc-flow-logs",
  "pgstack:index:FlowLogs network-vpc-flow-logs of network-vpc",
  "pgstack:index:PrivateVpc network-vpc of network",
];
const services = ["kms", "logs", "secretsmanager", "ssm", "ssmmessages"];
const ofEndpoints = [
  ...services.map(
    (service) =>
      `aws:ec2/securityGroup:SecurityGroup network-endpoints-${service}-group of network-endpoints`,
  ),
  ...[...services, "s3"].map(
    (service) => `aws:ec2/vpcEndpoint:VpcEndpoint network-endpoints-${service} of network-endpoints`,
  ),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-clients-to-secretsmanager-out of network",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule network-clients-to-secretsmanager-in of network",
  "pgstack:index:Endpoints network-endpoints of network",
];
const itself = "pgstack:index:Network network of undefined";

describe("a new network", () => {
  it("has these resources and no other: no gateway, no NAT, no route", async () => {
    const { resources } = await plain();
    expect(summary(resources)).toEqual([...groups, ...rules, ...ofVpc, ...ofEndpoints, itself].sort());
  });

  it("has no endpoint where none is asked for", async () => {
    const { resources } = await declared({ endpoints: false });
    expect(summary(resources)).toEqual([...groups, ...rules, ...ofVpc, itself].sort());
  });

  it("has only the endpoints that are asked for", async () => {
    const { resources } = await declared({ endpointServices: ["ssm"] });
    const endpoints = resources.filter(({ type }) => type.endsWith(":VpcEndpoint"));
    expect(endpoints.map(({ name }) => name).sort()).toEqual([
      "network-endpoints-s3",
      "network-endpoints-ssm",
    ]);
  });

  it("cuts the VPC by the letters of the zones, and routes to nowhere", async () => {
    const { resources } = await plain();
    expect(inputsOf(resources, "Vpc", "network-vpc")).toEqual({
      cidrBlock: "10.42.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: tagged("network", "shop-prod"),
    });
    expect(inputsOf(resources, "Subnet", "network-vpc-us-east-1c")).toEqual({
      vpcId: "network-vpc-id",
      availabilityZone: "us-east-1c",
      cidrBlock: "10.42.64.0/19",
      mapPublicIpOnLaunch: false,
      tags: tagged("private subnet", "shop-prod-private-us-east-1c"),
    });
    expect(inputsOf(resources, "RouteTable", "network-vpc-routes")).toEqual({
      vpcId: "network-vpc-id",
      tags: tagged("routes without a way out", "shop-prod-private"),
    });
    expect(inputsOf(resources, "RouteTableAssociation", "network-vpc-us-east-1a-routes")).toEqual({
      subnetId: "network-vpc-us-east-1a-id",
      routeTableId: "network-vpc-routes-id",
    });
    expect(inputsOf(resources, "DefaultSecurityGroup", "network-vpc-default")).toEqual({
      vpcId: "network-vpc-id",
      ingress: [],
      egress: [],
      tags: tagged("emptied default security group", "shop-prod-default"),
    });
  });

  it("logs every flow, encrypted, for as long as it was told to", async () => {
    const { resources } = await plain();
    expect(inputsOf(resources, "FlowLog", "network-vpc-flow-logs")).toEqual({
      vpcId: "network-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:network-vpc-flow-logs-log",
      iamRoleArn: "arn:network-vpc-flow-logs-role",
      maxAggregationInterval: 60,
      tags: tagged("flow log", "shop-prod-flow-logs"),
    });
    expect(inputsOf(resources, "LogGroup", "network-vpc-flow-logs-log")).toEqual({
      name: "/pgstack/shop-prod/flow-logs",
      kmsKeyId: "arn:key",
      retentionInDays: 30,
      tags: tagged("flow log", "shop-prod-flow-logs"),
    });
    expect(inputsOf(resources, "Role", "network-vpc-flow-logs-role").assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*" },
          },
        },
      ],
    });
    expect(inputsOf(resources, "RolePolicy", "network-vpc-flow-logs-policy").policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: "arn:network-vpc-flow-logs-log:*",
        },
      ],
    });
  });

  it("reaches AWS by endpoints that let through what is needed, by the account alone", async () => {
    const { resources } = await plain();
    expect(inputsOf(resources, "VpcEndpoint", "network-endpoints-ssmmessages")).toEqual({
      vpcId: "network-vpc-id",
      serviceName: "com.amazonaws.us-east-1.ssmmessages",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["network-vpc-us-east-1a-id", "network-vpc-us-east-1c-id"],
      securityGroupIds: ["network-endpoints-ssmmessages-group-id"],
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "OwnAccountOnly",
            Effect: "Allow",
            Principal: "*",
            Action: [
              "ssmmessages:CreateControlChannel",
              "ssmmessages:CreateDataChannel",
              "ssmmessages:OpenControlChannel",
              "ssmmessages:OpenDataChannel",
            ],
            Resource: "*",
            Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
          },
        ],
      },
      tags: tagged("endpoint", "shop-prod-ssmmessages"),
    });
    const s3 = inputsOf(resources, "VpcEndpoint", "network-endpoints-s3");
    expect(s3).toMatchObject({
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: ["network-vpc-routes-id"],
    });
    expect(
      (s3.policy as { Statement: { Action: string[] }[] }).Statement.map(({ Action }) => Action),
    ).toEqual([["s3:GetObject"]]);
  });
});

describe("who may reach the database", () => {
  it("is the members of a group, and of those that are named, on its port alone", async () => {
    const { resources } = await plain();
    const rule = {
      ipProtocol: "tcp",
      fromPort: 5433,
      toPort: 5433,
    };
    expect(inputsOf(resources, "SecurityGroupIngressRule", "network-clients-to-database-in")).toEqual({
      ...rule,
      securityGroupId: "network-database-id",
      referencedSecurityGroupId: "network-clients-id",
      description: "PostgreSQL from the clients of shop-prod",
      tags: tagged("security group rule", "network-clients-to-database-in"),
    });
    expect(inputsOf(resources, "SecurityGroupEgressRule", "network-clients-to-database-out")).toEqual({
      ...rule,
      securityGroupId: "network-clients-id",
      referencedSecurityGroupId: "network-database-id",
      description: "PostgreSQL from the clients of shop-prod",
      tags: tagged("security group rule", "network-clients-to-database-out"),
    });
    expect(inputsOf(resources, "SecurityGroupIngressRule", "network-sg-app-to-database")).toEqual({
      ...rule,
      securityGroupId: "network-database-id",
      referencedSecurityGroupId: "sg-app",
      description: "PostgreSQL from sg-app",
      tags: tagged("security group rule", "network-sg-app-to-database"),
    });
  });

  it.each([{}, existing])(
    "lets nothing out of the database, and names no address of the internet: %o",
    async (changed) => {
      const { resources } = await declared(changed);
      const all = resources.filter(({ type }) => /SecurityGroup(Ingress|Egress)Rule$/.test(type));
      expect(all.length).toBeGreaterThanOrEqual(3);
      for (const { inputs } of all) {
        expect(inputs.cidrIpv6).toBeUndefined();
        expect([undefined, "10.9.0.0/16"]).toContain(inputs.cidrIpv4);
      }
      const out = all.filter(({ type }) => type.endsWith("EgressRule"));
      expect(out.map(({ inputs }) => inputs.securityGroupId)).not.toContain("network-database-id");
      for (const { inputs } of resources.filter(({ type }) => type.endsWith(":SecurityGroup"))) {
        expect(inputs).not.toHaveProperty("egress");
        expect(inputs).not.toHaveProperty("ingress");
        // The characters that EC2 takes in a description, 255 at most.
        expect(inputs.description).toMatch(/^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
      }
      for (const { inputs } of all)
        expect(inputs.description).toMatch(/^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
    },
  );

  it("gives back what others stand in", async () => {
    const { made } = await plain();
    expect(await resolved(made.vpcId)).toBe("network-vpc-id");
    expect(await resolved(made.subnetIds)).toEqual([
      "network-vpc-us-east-1a-id",
      "network-vpc-us-east-1c-id",
    ]);
    expect(await resolved(made.databaseSecurityGroupId)).toBe("network-database-id");
    expect(await resolved(made.clientSecurityGroupId)).toBe("network-clients-id");
    expect(Object.keys(made.endpointSecurityGroupIds).sort()).toEqual(services);
    expect(await resolved(made.s3PrefixListId)).toBe("network-endpoints-s3-pl");
    expect(made.existingCidr).toBeUndefined();
  });
});

describe("an existing network", () => {
  it("gets security groups and nothing else, and its endpoints are reached by its own addresses", async () => {
    const { resources, made } = await declared(existing);
    expect(summary(resources)).toEqual(
      [
        ...groups,
        ...rules,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule network-clients-to-endpoints of network",
        itself,
      ].sort(),
    );
    expect(inputsOf(resources, "SecurityGroupEgressRule", "network-clients-to-endpoints")).toEqual({
      securityGroupId: "network-clients-id",
      cidrIpv4: "10.9.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: "Endpoints of AWS services in the same VPC",
      tags: tagged("security group rule", "network-clients-to-endpoints"),
    });
    expect(inputsOf(resources, "SecurityGroup", "network-database").vpcId).toBe("vpc-1");
    expect(await resolved(made.subnetIds)).toEqual(["subnet-1", "subnet-2"]);
    expect(made.s3PrefixListId).toBeUndefined();
  });

  it.each<[Partial<NetworkArgs>, string]>([
    [
      { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-1"] },
      "pgstack:subnetIds: an existing VPC takes at least two subnets, in different zones\n  List private subnets of the VPC, each in another zone.",
    ],
    [
      { subnetIds: ["subnet-1", "subnet-2"] },
      "pgstack:subnetIds: there are subnets, but not the VPC that they are in\n  Set pgstack:vpcId too, or neither for a new VPC.",
    ],
    [
      { availabilityZones: ["us-east-1a"] },
      "pgstack:availabilityZones: a new VPC takes at least two zones\n  List two zones of the region or more.",
    ],
  ])("is refused with what does not fit: %o", async (changed, message) => {
    expect(await refusal(() => new Network("network", { ...args, ...changed }))).toBe(message);
  });
});
