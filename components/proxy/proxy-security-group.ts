import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

/** Where RDS Proxy listens: the engine's own port, whatever the database's is (RDS user guide, rds-proxy-connecting). */
export const proxyPort = 5432;

export interface ProxySecurityGroupArgs {
  proxyName: string;
  vpcId: Input<string>;
  /** Of the database: the proxy may get in. */
  databaseSecurityGroupId: Input<string>;
  databasePort: number;
  /** Of those who may connect, made by this program: its members may reach the proxy. */
  clientSecurityGroupId: Input<string>;
  /** Of others that may connect; what their members may reach is theirs to say. */
  otherClientSecurityGroupIds: readonly string[];
  tags: Record<string, string>;
}

/** A group of the proxy's own: in from clients, out to the database, and no address anywhere. */
export function proxySecurityGroup(
  name: string,
  args: ProxySecurityGroupArgs,
  opts: CustomResourceOptions,
): SecurityGroup {
  const { proxyName, vpcId, databaseSecurityGroupId, databasePort, clientSecurityGroupId, tags } = args;
  const group = new SecurityGroup(
    `${name}-security-group`,
    {
      name: proxyName,
      description: `${proxyName}: in from clients, out to the database`,
      vpcId,
      tags: { ...tags, Role: "proxy", Name: proxyName },
    },
    opts,
  );
  const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
  const tagged = (what: string) => ({ ...tags, Role: "proxy", Name: `${proxyName}-${what}` });
  for (const [index, client] of [clientSecurityGroupId, ...args.otherClientSecurityGroupIds].entries()) {
    new SecurityGroupIngressRule(
      `${name}-from-clients-${index + 1}`,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: client,
        ...tcp(proxyPort),
        description: "clients connect to the proxy",
        tags: tagged("from-clients"),
      },
      opts,
    );
  }
  new SecurityGroupEgressRule(
    `${name}-of-clients`,
    {
      securityGroupId: clientSecurityGroupId,
      referencedSecurityGroupId: group.id,
      ...tcp(proxyPort),
      description: "clients reach the proxy",
      tags: tagged("of-clients"),
    },
    opts,
  );
  new SecurityGroupEgressRule(
    `${name}-to-database`,
    {
      securityGroupId: group.id,
      referencedSecurityGroupId: databaseSecurityGroupId,
      ...tcp(databasePort),
      description: "the proxy reaches the database",
      tags: tagged("to-database"),
    },
    opts,
  );
  new SecurityGroupIngressRule(
    `${name}-at-database`,
    {
      securityGroupId: databaseSecurityGroupId,
      referencedSecurityGroupId: group.id,
      ...tcp(databasePort),
      description: "the proxy connects to the database",
      tags: tagged("at-database"),
    },
    opts,
  );
  return group;
}
