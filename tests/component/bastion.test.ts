import { describe, expect, it } from "vitest";
import { Bastion, type BastionArgs } from "../../components/bastion/bastion.ts";
import { forwardCommand } from "../../components/bastion/forward-command.ts";
import { inputsOf, once, registeredOnAws, summary } from "./on-aws.ts";
import { resolved } from "./values.ts";

const tags = { Environment: "prod", Application: "shop" };
const args: BastionArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  vpcId: "vpc-1",
  subnetId: "subnet-1",
  databaseSecurityGroupId: "sg-database",
  databaseHost: "shop-prod.abc.us-east-1.rds.amazonaws.com",
  databasePort: 5433,
  endpointSecurityGroupIds: {
    secretsmanager: "sg-secretsmanager",
    ssm: "sg-ssm",
    ssmmessages: "sg-ssmmessages",
    kms: "sg-kms",
    logs: "sg-logs",
  },
  s3PrefixListId: "pl-s3",
  keyArn: "arn:key",
  tags,
};
const declared = (changed: Partial<BastionArgs> = {}) =>
  registeredOnAws(() => new Bastion("bastion", { ...args, ...changed }));
const plain = once(() => declared());
const both = (name: string) => [
  `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${name}-out of bastion`,
  `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${name}-in of bastion`,
];
const alone = [
  "aws:ec2/instance:Instance bastion of bastion",
  "aws:ec2/securityGroup:SecurityGroup bastion-group of bastion",
  "aws:iam/instanceProfile:InstanceProfile bastion-profile of bastion",
  "aws:iam/role:Role bastion-role of bastion",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment bastion-session-manager of bastion",
  ...both("bastion-to-database"),
  "pgstack:index:Bastion bastion of undefined",
];
const out = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("Bastion", () => {
  it("declares these resources and no other, all of them its own", async () => {
    const { resources } = await plain();
    expect(summary(resources)).toEqual(
      [
        ...alone,
        ...both("bastion-to-ssm"),
        ...both("bastion-to-ssmmessages"),
        `${out} bastion-to-s3 of bastion`,
      ].sort(),
    );
  });

  it("reaches an existing network's endpoints by its addresses", async () => {
    const { resources } = await declared({
      endpointSecurityGroupIds: {},
      s3PrefixListId: undefined,
      existingCidr: "10.9.0.0/16",
    });
    expect(summary(resources)).toEqual([...alone, `${out} bastion-to-endpoints of bastion`].sort());
    expect(inputsOf(resources, "SecurityGroupEgressRule", "bastion-to-endpoints")).toMatchObject({
      cidrIpv4: "10.9.0.0/16",
      fromPort: 443,
      toPort: 443,
    });
  });

  it("runs a machine that nobody reaches but Session Manager", async () => {
    const { resources } = await plain();
    const name = { Name: "shop-prod-bastion" };
    expect(inputsOf(resources, "Instance", "bastion")).toEqual({
      ami: "ami-0f",
      instanceType: "t4g.nano",
      subnetId: "subnet-1",
      vpcSecurityGroupIds: ["bastion-group-id"],
      iamInstanceProfile: "bastion-profile",
      associatePublicIpAddress: false,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      rootBlockDevice: {
        encrypted: true,
        kmsKeyId: "arn:key",
        volumeType: "gp3",
        volumeSize: 8,
        deleteOnTermination: true,
      },
      volumeTags: { ...tags, Role: "bastion disk", ...name },
      creditSpecification: { cpuCredits: "standard" },
      ebsOptimized: true,
      monitoring: true,
      tags: { ...tags, Role: "bastion", ...name },
    });
    const instance = resources.find(({ type }) => type.endsWith(":Instance"));
    // Another image each week is no other machine.
    expect(instance?.options.ignoreChanges).toEqual(["ami"]);
    expect(instance?.options.dependsOn).toContain("bastion-session-manager");
    expect(inputsOf(resources, "RolePolicyAttachment", "bastion-session-manager")).toEqual({
      role: "bastion-role",
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    expect(inputsOf(resources, "Role", "bastion-role").assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });

  it("lets nothing in, and out only to the database, endpoints and S3", async () => {
    const { resources } = await plain();
    const rules = resources.filter(({ type }) => /SecurityGroup(Ingress|Egress)Rule$/.test(type));
    const into = rules.filter(({ type }) => type.endsWith("IngressRule"));
    expect(into.map(({ inputs }) => [inputs.securityGroupId, inputs.fromPort, inputs.toPort]).sort()).toEqual(
      [
        ["sg-database", 5433, 5433],
        ["sg-ssm", 443, 443],
        ["sg-ssmmessages", 443, 443],
      ],
    );
    const outOf = rules.filter(({ type }) => type.endsWith("EgressRule"));
    expect(
      outOf.map(({ inputs }) => [
        inputs.securityGroupId,
        inputs.referencedSecurityGroupId ?? inputs.prefixListId,
        inputs.fromPort,
        inputs.toPort,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ["bastion-group-id", "sg-database", 5433, 5433],
        ["bastion-group-id", "sg-ssm", 443, 443],
        ["bastion-group-id", "sg-ssmmessages", 443, 443],
        ["bastion-group-id", "pl-s3", 443, 443],
      ]),
    );
    expect(outOf).toHaveLength(4);
    for (const { inputs } of rules)
      expect(inputs.description).toMatch(/^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
  });

  it("logs a shell, where that is wanted, by a document of its own and endpoints for it", async () => {
    const { resources, made } = await declared({ sessionLog: { keyArn: "arn:log-key", retention: 30 } });
    const added = summary(resources).filter((line) => /sessions|kms|logs/.test(line));
    expect(added).toEqual(
      [
        "aws:cloudwatch/logGroup:LogGroup bastion-sessions-log of bastion-sessions",
        "aws:iam/rolePolicy:RolePolicy bastion-sessions-policy of bastion-sessions",
        "aws:ssm/document:Document bastion-sessions of bastion-sessions",
        "pgstack:index:SessionLog bastion-sessions of bastion",
        ...both("bastion-to-kms"),
        ...both("bastion-to-logs"),
      ].sort(),
    );
    expect(inputsOf(resources, "Document", "bastion-sessions")).toEqual({
      name: "shop-prod-shell",
      documentType: "Session",
      documentFormat: "JSON",
      content: {
        schemaVersion: "1.0",
        description: "Logged shell on the bastion of shop-prod",
        sessionType: "Standard_Stream",
        inputs: {
          kmsKeyId: "arn:log-key",
          cloudWatchLogGroupName: "/pgstack/shop-prod/sessions",
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          idleSessionTimeout: "20",
          maxSessionDuration: "240",
        },
      },
      tags: { ...tags, Role: "session document" },
    });
    expect(inputsOf(resources, "LogGroup", "bastion-sessions-log")).toMatchObject({
      kmsKeyId: "arn:log-key",
      retentionInDays: 30,
    });
    expect(await resolved(made.shellDocument)).toBe("shop-prod-shell");
  });

  it("gives the command line of the way to the database", async () => {
    const { made } = await plain();
    expect(made.shellDocument).toBeUndefined();
    expect(await resolved(made.instanceId)).toBe("bastion-id");
    expect(await resolved(made.forwardCommand)).toBe(
      'aws ssm start-session --region us-east-1 --target bastion-id --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters \'{"host":["shop-prod.abc.us-east-1.rds.amazonaws.com"],"portNumber":["5433"],"localPortNumber":["15432"]}\'',
    );
  });

  it("writes no host into a command line that could end its quotes", () => {
    expect(() =>
      forwardCommand({ region: "us-east-1", instanceId: "i-1", host: "a'; b", port: 1, localPort: 2 }),
    ).toThrow('"a\'; b" is no host name');
  });
});
