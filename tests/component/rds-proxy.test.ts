import { describe, expect, it } from "vitest";
import { RdsProxy, type RdsProxyArgs } from "../../components/proxy/rds-proxy.ts";
import { account, decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { allOf, familyOf, only } from "./only.ts";
import { remembered } from "./remembered.ts";
import { resolved } from "./values.ts";

const tags = { Environment: "prod", Application: "shop" };
const logKeyArn = `arn:aws:kms:us-east-1:${account}:key/logs`;
const args: RdsProxyArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  accountId: account,
  target: { kind: "instance", identifier: "shop-prod" },
  resourceId: "db-0F",
  users: ["mcp_app", "mcp_readonly"],
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  databaseSecurityGroupId: "sg-database",
  databasePort: 5433,
  clientSecurityGroupId: "sg-clients",
  logRetention: 30,
  logKeyArn,
  tags,
};
const cluster: Partial<RdsProxyArgs> = { target: { kind: "cluster", identifier: "shop-prod" } };
const proxyType = "aws:rds/proxy:Proxy";
const ingressType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
/** The mocks' id of the proxy's group. */
const proxyGroup = "proxy-security-group-id";

const declared = remembered<RdsProxyArgs>((changed) =>
  registered(() => new RdsProxy("proxy", { ...args, ...changed }), decidedByAws),
);

const alone = [
  "aws:cloudwatch/logGroup:LogGroup proxy-log of proxy",
  "aws:ec2/securityGroup:SecurityGroup proxy-security-group of proxy",
  "aws:iam/role:Role proxy-role of proxy",
  "aws:iam/rolePolicy:RolePolicy proxy-role-policy of proxy",
  "aws:rds/proxy:Proxy proxy of proxy",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup proxy-pool of proxy",
  "aws:rds/proxyTarget:ProxyTarget proxy-target of proxy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule proxy-of-clients of proxy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule proxy-to-database of proxy",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule proxy-at-database of proxy",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule proxy-from-clients-1 of proxy",
  "pgstack:index:RdsProxy proxy of undefined",
];

describe("RdsProxy", () => {
  it("declares a proxy, its pool and target, a role, a group and a log", async () => {
    expect(familyOf(await declared())).toEqual(alone);
    expect(only(await declared(), "pgstack:index:RdsProxy").inputs).toEqual({});
  });

  it("has an address for readers before a cluster alone", async () => {
    const resources = await declared(cluster);
    expect(familyOf(resources)).toEqual(
      [...alone, "aws:rds/proxyEndpoint:ProxyEndpoint proxy-readers of proxy"].sort(),
    );
    expect(only(resources, "aws:rds/proxyEndpoint:ProxyEndpoint").inputs).toEqual({
      dbProxyName: "shop-prod-proxy",
      dbProxyEndpointName: "shop-prod-proxy-readers",
      targetRole: "READ_ONLY",
      vpcSubnetIds: ["subnet-a", "subnet-b"],
      vpcSecurityGroupIds: [proxyGroup],
      tags: { ...tags, Role: "proxy", Name: "shop-prod-proxy-readers" },
    });
  });

  it("lets clients in by TLS and IAM alone, and writes no statements to its log", async () => {
    const { inputs, options } = only(await declared(), proxyType);
    expect(inputs).toEqual({
      name: "shop-prod-proxy",
      engineFamily: "POSTGRESQL",
      requireTls: true,
      defaultAuthScheme: "IAM_AUTH",
      roleArn: `arn:aws:iam::${account}:role/shop-prod-proxy`,
      vpcSubnetIds: ["subnet-a", "subnet-b"],
      vpcSecurityGroupIds: [proxyGroup],
      idleClientTimeout: 1800,
      debugLogging: false,
      tags: { ...tags, Role: "proxy", Name: "shop-prod-proxy" },
    });
    expect(options.dependsOn).toEqual([
      "proxy-log",
      "proxy-role",
      "proxy-role-policy",
      "proxy-security-group",
    ]);
  });

  it("leaves connections for what goes past it, and lets clients wait as long as their pools do", async () => {
    const poolType = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
    expect(only(await declared(), poolType).inputs).toEqual({
      dbProxyName: "shop-prod-proxy",
      connectionPoolConfig: {
        maxConnectionsPercent: 80,
        maxIdleConnectionsPercent: 50,
        connectionBorrowTimeout: 30,
      },
    });
    const changed = { maxConnectionsPercent: 95, borrowTimeout: 5 };
    expect(only(await declared(changed), poolType).inputs.connectionPoolConfig).toMatchObject({
      maxConnectionsPercent: 95,
      connectionBorrowTimeout: 5,
    });
  });

  it("keeps no more idle connections than it may have", async () => {
    const few = await declared({ maxConnectionsPercent: 40 });
    expect(
      only(few, "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup").inputs.connectionPoolConfig,
    ).toMatchObject({ maxConnectionsPercent: 40, maxIdleConnectionsPercent: 40 });
  });

  it("stands before the instance, or the cluster", async () => {
    const target = { dbProxyName: "shop-prod-proxy", targetGroupName: "default" };
    expect(only(await declared(), "aws:rds/proxyTarget:ProxyTarget").inputs).toEqual({
      ...target,
      dbInstanceIdentifier: "shop-prod",
    });
    expect(only(await declared(cluster), "aws:rds/proxyTarget:ProxyTarget").inputs).toEqual({
      ...target,
      dbClusterIdentifier: "shop-prod",
    });
  });

  it("logs in as the roles it serves, and as no other", async () => {
    const resources = await declared();
    const role = only(resources, "aws:iam/role:Role").inputs;
    expect(JSON.parse(String(role.assumeRolePolicy)).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const policy = only(resources, "aws:iam/rolePolicy:RolePolicy").inputs;
    expect(JSON.parse(String(policy.policy)).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: [
          `arn:aws:rds-db:us-east-1:${account}:dbuser:db-0F/mcp_app`,
          `arn:aws:rds-db:us-east-1:${account}:dbuser:db-0F/mcp_readonly`,
        ],
      },
    ]);
  });

  it("lets groups in and out by name, on two ports, and no address", async () => {
    const resources = await declared({ otherClientSecurityGroupIds: ["sg-app"] });
    expect(only(resources, "aws:ec2/securityGroup:SecurityGroup").inputs).toEqual({
      name: "shop-prod-proxy",
      description: "shop-prod-proxy: in from clients, out to the database",
      vpcId: "vpc-1",
      tags: { ...tags, Role: "proxy", Name: "shop-prod-proxy" },
    });
    const rules = (type: string) =>
      allOf(resources, type).map(({ inputs: { tags: _, description: __, ...rule } }) => rule);
    const rule = (securityGroupId: string, referencedSecurityGroupId: string, port: number) => ({
      securityGroupId,
      referencedSecurityGroupId,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    });
    expect(rules(ingressType)).toEqual([
      rule("sg-database", proxyGroup, 5433),
      rule(proxyGroup, "sg-clients", 5432),
      rule(proxyGroup, "sg-app", 5432),
    ]);
    expect(rules(egressType)).toEqual([
      rule("sg-clients", proxyGroup, 5432),
      rule(proxyGroup, "sg-database", 5433),
    ]);
  });

  it("keeps its log as long as asked, encrypted", async () => {
    expect(only(await declared(), "aws:cloudwatch/logGroup:LogGroup").inputs).toEqual({
      name: "/aws/rds/proxy/shop-prod-proxy",
      retentionInDays: 30,
      kmsKeyId: logKeyArn,
      tags: { ...tags, Role: "log", Name: "/aws/rds/proxy/shop-prod-proxy" },
    });
  });

  it("is refused where nobody could use it", () => {
    expect(() => new RdsProxy("proxy", { ...args, users: [] })).toThrow(
      "RDS Proxy lets those in who log in by IAM, and no role does",
    );
  });

  it("says where it answers, and what clients' policies name", async () => {
    const made: RdsProxy[] = [];
    await registered(() => {
      made.push(new RdsProxy("proxy", args), new RdsProxy("other", { ...args, ...cluster }));
    }, decidedByAws);
    const [ofInstance, ofCluster] = made;
    const address = { host: "shop-prod-proxy.proxy-0f.us-east-1.rds.amazonaws.com", port: 5432 };
    expect(await resolved(ofInstance?.address)).toEqual(address);
    expect(ofInstance?.readerAddress).toBeUndefined();
    expect(await resolved(ofInstance?.resourceId)).toBe("prx-0f");
    expect(await resolved(ofInstance?.arn)).toBe(`arn:aws:rds:us-east-1:${account}:db-proxy:prx-0f`);
    expect(await resolved(ofCluster?.readerAddress)).toEqual({
      host: "shop-prod-proxy-readers.endpoint.proxy-0f.us-east-1.rds.amazonaws.com",
      port: 5432,
    });
  });
});
