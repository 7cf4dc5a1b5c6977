import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Proxy as DatabaseProxy } from "@pulumi/aws/rds/proxy.js";
import { ProxyDefaultTargetGroup } from "@pulumi/aws/rds/proxyDefaultTargetGroup.js";
import { ProxyEndpoint } from "@pulumi/aws/rds/proxyEndpoint.js";
import { ProxyTarget } from "@pulumi/aws/rds/proxyTarget.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { UserError } from "../../errors/user-error.ts";
import type { AddressOutputs } from "../../packages/client/stack-outputs.ts";
import { proxyRole } from "./proxy-role.ts";
import { proxyPort, proxySecurityGroup } from "./proxy-security-group.ts";

/** What stands behind a proxy. */
export type ProxyTargetServer =
  | { readonly kind: "instance"; readonly identifier: Input<string> }
  | { readonly kind: "cluster"; readonly identifier: Input<string> };

export interface RdsProxyArgs {
  /** Of the server; the proxy is `<identifier>-proxy`. A change makes another proxy, with another address. */
  identifier: string;
  region: string;
  accountId: Input<string>;
  /** An instance is its primary: replicas are reached past the proxy. A cluster has an address for its readers, too. */
  target: ProxyTargetServer;
  /** `db-...` or `cluster-...`: what the proxy may log in to. */
  resourceId: Input<string>;
  /** Roles of the database that log in by IAM: nobody else gets through. */
  users: readonly string[];
  vpcId: Input<string>;
  /** In at least two zones. A change makes another proxy. */
  subnetIds: Input<Input<string>[]>;
  databaseSecurityGroupId: Input<string>;
  databasePort: number;
  clientSecurityGroupId: Input<string>;
  /** @default none */
  otherClientSecurityGroupIds?: readonly string[];
  /** Per cent of the server's connections that the proxy may open: the rest is for what goes past it. @default 80 */
  maxConnectionsPercent?: number;
  /** Seconds that a client waits for a connection, 1 to 300. @default 30 */
  borrowTimeout?: number;
  /** Seconds after which a client that is idle is cut, 1 to 28800. @default 1800 */
  idleClientTimeout?: number;
  /** Days that CloudWatch keeps the proxy's log. */
  logRetention: number;
  /** KMS key that CloudWatch Logs may use, an ARN. */
  logKeyArn: Input<string>;
  /** Environment, Application and the user's own. */
  tags: Record<string, string>;
}

/**
 * RDS Proxy: few connections to the server for many of clients, by TLS alone, and a failover that clients feel as a wait. It
 * costs by the server's cores and hours, and a millisecond or so for each statement.
 *
 * IAM from end to end: a client signs a token for the proxy's address, and the proxy one for the server; there is no password
 * and no secret. So it serves roles that log in by IAM alone, and neither the administrator nor migrations: these go to the
 * server itself. A client needs `rds-db:connect` on the **proxy's** resource id, `prx-...`.
 *
 * What it cannot do, and what keeps ("pins") a connection to one client: docs/rds-proxy.md.
 *
 * @throws UserError when no role logs in by IAM
 */
export class RdsProxy extends ComponentResource {
  /** For the contract's `pooler`. */
  readonly address: Output<AddressOutputs>;
  /** Of a cluster's readers; an instance has none. */
  readonly readerAddress: Output<AddressOutputs> | undefined;
  readonly arn: Output<string>;
  /** `prx-...`: what policies of clients name. */
  readonly resourceId: Output<string>;

  constructor(name: string, args: RdsProxyArgs, opts?: ComponentResourceOptions) {
    requireUsers(args.users);
    super("pgstack:index:RdsProxy", name, {}, opts);
    const own = { parent: this };
    const { identifier, subnetIds, tags, target, otherClientSecurityGroupIds = [] } = args;
    const proxyName = `${identifier}-proxy`;
    const logName = `/aws/rds/proxy/${proxyName}`;
    // Made first: one that RDS makes keeps its entries for ever.
    const log = new LogGroup(
      `${name}-log`,
      {
        name: logName,
        retentionInDays: args.logRetention,
        kmsKeyId: args.logKeyArn,
        tags: { ...tags, Role: "log", Name: logName },
      },
      own,
    );
    const { role, policy } = proxyRole(name, { ...args, proxyName }, own);
    const group = proxySecurityGroup(name, { ...args, proxyName, otherClientSecurityGroupIds }, own);
    const vpcSecurityGroupIds = [group.id];
    const proxy = new DatabaseProxy(
      name,
      {
        name: proxyName,
        engineFamily: "POSTGRESQL",
        requireTls: true,
        defaultAuthScheme: "IAM_AUTH",
        roleArn: role.arn,
        vpcSubnetIds: subnetIds,
        vpcSecurityGroupIds,
        idleClientTimeout: args.idleClientTimeout ?? 1800,
        // It would write statements, with their data, to the log; after a day it switches itself off, which is a change.
        debugLogging: false,
        tags: { ...tags, Role: "proxy", Name: proxyName },
      },
      { ...own, dependsOn: [log, policy] },
    );
    const maxConnectionsPercent = args.maxConnectionsPercent ?? 80;
    const pool = new ProxyDefaultTargetGroup(
      `${name}-pool`,
      {
        dbProxyName: proxy.name,
        connectionPoolConfig: {
          maxConnectionsPercent,
          maxIdleConnectionsPercent: Math.min(50, maxConnectionsPercent),
          connectionBorrowTimeout: args.borrowTimeout ?? 30,
        },
      },
      own,
    );
    const registered = new ProxyTarget(
      `${name}-target`,
      {
        dbProxyName: proxy.name,
        targetGroupName: pool.name,
        ...(target.kind === "cluster"
          ? { dbClusterIdentifier: target.identifier }
          : { dbInstanceIdentifier: target.identifier }),
      },
      own,
    );
    // A proxy has an address before it has a server behind it.
    const addressOf = (endpoint: Output<string>): Output<AddressOutputs> =>
      all([endpoint, registered.id]).apply(([host]) => ({ host, port: proxyPort }));
    this.address = addressOf(proxy.endpoint);
    this.readerAddress =
      target.kind === "cluster"
        ? addressOf(
            new ProxyEndpoint(
              `${name}-readers`,
              {
                dbProxyName: proxy.name,
                dbProxyEndpointName: `${proxyName}-readers`,
                targetRole: "READ_ONLY",
                vpcSubnetIds: subnetIds,
                vpcSecurityGroupIds,
                tags: { ...tags, Role: "proxy", Name: `${proxyName}-readers` },
              },
              own,
            ).endpoint,
          )
        : undefined;
    this.arn = proxy.arn;
    this.resourceId = proxy.arn.apply((arn) => arn.split(":").at(-1) ?? arn);
    this.registerOutputs({ address: this.address });
  }
}

/** @throws UserError */
function requireUsers(users: readonly string[]): void {
  if (users.length > 0) return;
  throw new UserError("RDS Proxy lets those in who log in by IAM, and no role does", {
    where: "pgstack:proxy",
    mend: 'Give a role of model/database.ts `credential: "iam"`, or set pgstack:proxy to false.',
  });
}
