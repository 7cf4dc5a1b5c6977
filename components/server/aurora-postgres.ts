import { Cluster } from "@pulumi/aws/rds/cluster.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type {
  AddressOutputs,
  ReaderOutputs,
  ServerCapabilities,
} from "../../packages/client/stack-outputs.ts";
import type { AuroraPostgresArgs } from "./aurora/aurora-postgres-args.ts";
import { clusterTimeouts, majorOf } from "./aurora/aurora-shape.ts";
import { clusterArgs } from "./aurora/cluster-args.ts";
import { clusterInstances } from "./aurora/cluster-instances.ts";
import { GlobalDatabase } from "./aurora/global-database.ts";
import { logGroups } from "./aurora/log-groups.ts";
import { monitoringRole } from "./aurora/monitoring-role.ts";
import { parameterGroups } from "./aurora/parameter-groups.ts";
import { finalSnapshotName, primaryArgs } from "./aurora/primary-args.ts";
import { scaleReaders } from "./aurora/reader-scaling.ts";
import { requireReaders } from "./aurora/require-readers.ts";
import { sizedParameters } from "./aurora/sized-parameters.ts";
import { subnetGroup } from "./aurora/subnet-group.ts";
import type { PostgresServer } from "./postgres-server.ts";

/** One of the declared instances; readers that scaling adds are in the cluster, and not here. */
export interface AuroraInstance {
  readonly name: string;
  readonly identifier: Output<string>;
  /** `dbi`-resource id, by which Performance Insights knows it; IAM logins are by the cluster's. */
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
}

/**
 * Aurora PostgreSQL: a cluster whose instances share one storage over three zones, for what one machine cannot carry. Readers
 * are added and taken away by load; the storage grows by itself. When to take it, and how to get there: docs/aurora.md.
 *
 * `readers` is the cluster's reader endpoint alone, however many readers there are: a connection goes to one of them.
 * `systemIdentifier` is the cluster's resource id: a restored cluster has another one.
 *
 * @throws UserError for numbers of readers that cannot be
 */
export class AuroraPostgres extends ComponentResource implements PostgresServer {
  readonly kind = "aurora";
  readonly majorVersion: number;
  readonly tls: TlsMode = "verify-full";
  readonly limits: readonly string[] = [];
  readonly readerCount: number;
  readonly maxConnections = 4;
  readonly capabilities: ServerCapabilities;

  readonly address: Output<string>;
  readonly port: Output<number>;
  readonly database: Output<string>;
  readonly adminUser: Output<string>;
  readonly adminCredential: Output<CredentialReference>;
  /** The secret has it: whoever connects asks there, also after a rotation. */
  readonly adminPassword: undefined;
  readonly caFile: Output<string | undefined>;
  readonly readers: readonly Output<ReaderOutputs>[];
  readonly pooler: Output<AddressOutputs> | undefined;
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  readonly clusterIdentifier: Output<string>;
  /** `cluster-...`: what policies of IAM logins name. */
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
  /** The first one begins as the writer. */
  readonly instances: readonly AuroraInstance[];
  /** Names of its log groups, by log: `postgresql`. */
  readonly logGroups: Readonly<Record<string, Output<string>>>;

  constructor(name: string, given: AuroraPostgresArgs, opts?: ComponentResourceOptions) {
    requireReaders(given);
    const args = { ...given, parameters: sizedParameters(given) };
    super("pgstack:index:AuroraPostgres", name, {}, opts);
    const own = { parent: this };
    const { identifier, minReaders } = args;
    const logs = logGroups(name, args, own);
    const role = args.monitoringInterval > 0 ? monitoringRole(name, args, own) : undefined;
    const needs = {
      parameterGroups: parameterGroups(name, args, own),
      subnetGroupName: subnetGroup(name, args, own).name,
      monitoringRoleArn: role?.arn,
    };
    const cluster = new Cluster(
      name,
      { ...clusterArgs(args, needs), ...primaryArgs(args, finalSnapshotName(name, identifier, own)) },
      {
        ...own,
        dependsOn: [...Object.values(logs), ...(role ? [role.attached] : [])],
        protect: args.deletionProtection,
        // The first two name what is made with the server: a change would replace it (pulumi/pulumi-aws issues 2426, 2203,
        // 2823). The password is the secret's after that, also of a cluster that was imported; and that one became the primary
        // of a global database is told by RDS, not by us.
        ignoreChanges: [
          "databaseName",
          "masterUsername",
          "masterPasswordWo",
          "masterPasswordWoVersion",
          "globalClusterIdentifier",
        ],
        customTimeouts: clusterTimeouts,
      },
    );
    const { clusterIdentifier } = cluster;
    const instances = clusterInstances(name, 1 + minReaders, args, { ...needs, clusterIdentifier }, own);
    if (args.maxReaders > minReaders)
      scaleReaders(name, { ...args, clusterIdentifier }, { ...own, dependsOn: instances });
    if (args.second !== undefined) {
      new GlobalDatabase(
        `${name}-global`,
        { ...args, second: args.second, primaryArn: cluster.arn, monitoringRoleArn: role?.arn },
        { ...own, dependsOn: instances },
      );
    }
    const [writer, ...others] = instances;
    if (writer === undefined) throw new TypeError("a cluster has a writer");

    this.majorVersion = Number(majorOf(args.engineVersion));
    this.capabilities = {
      loginsEnforced: true,
      superuser: false,
      // Its readers are its own: no streaming replica can be attached.
      replication: false,
      iam: true,
      preloadLibraries: true,
      scheduledJobs: true,
      concurrentSessions: true,
    };
    this.readerCount = minReaders > 0 ? 1 : 0;
    // A cluster has its addresses before it has instances that answer there.
    this.address = all([cluster.endpoint, writer.id]).apply(([host]) => host);
    this.port = cluster.port;
    this.database = output(args.database);
    this.adminUser = cluster.masterUsername;
    this.adminCredential = output(args.adminSecretArn).apply((arn) => arn as CredentialReference);
    this.caFile = output(args.caFile);
    const reader = all([cluster.readerEndpoint, cluster.port, all(others.map(({ id }) => id))]).apply(
      ([host, port]) => ({ host, port, name: "reader", synchronous: false }),
    );
    this.readers = minReaders > 0 ? [reader] : [];
    this.pooler = given.pooler?.(clusterIdentifier, cluster.clusterResourceId);
    this.systemIdentifier = cluster.clusterResourceId;
    this.identity = cluster.clusterResourceId;
    this.ready = writer;
    this.clusterIdentifier = clusterIdentifier;
    this.resourceId = cluster.clusterResourceId;
    this.arn = cluster.arn;
    this.instances = instances.map((instance, index) => ({
      name: `instance-${index + 1}`,
      identifier: instance.identifier,
      resourceId: instance.dbiResourceId,
      arn: instance.arn,
    }));
    this.logGroups = Object.fromEntries(Object.entries(logs).map(([log, group]) => [log, group.name]));
    this.registerOutputs({ address: this.address, port: this.port, systemIdentifier: this.systemIdentifier });
  }
}
