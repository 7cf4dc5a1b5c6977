import { Cluster } from "@pulumi/aws/rds/cluster.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
  secret,
} from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type { ReaderOutputs, ServerCapabilities } from "../../packages/client/stack-outputs.ts";
import type { AuroraPostgresArgs } from "./aurora/aurora-postgres-args.ts";
import { majorOf } from "./aurora/aurora-shape.ts";
import { clusterArgs } from "./aurora/cluster-args.ts";
import { clusterInstances } from "./aurora/cluster-instances.ts";
import { GlobalDatabase } from "./aurora/global-database.ts";
import { logGroups } from "./aurora/log-groups.ts";
import { monitoringRole } from "./aurora/monitoring-role.ts";
import { parameterGroups } from "./aurora/parameter-groups.ts";
import { finalSnapshotName, primaryArgs } from "./aurora/primary-args.ts";
import { scaleReaders } from "./aurora/reader-scaling.ts";
import { requireReaders } from "./aurora/require-readers.ts";
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
  readonly adminPassword: Output<string>;
  readonly caFile: Output<string | undefined>;
  readonly readers: readonly Output<ReaderOutputs>[];
  /** A proxy is made of the server, and so after it: `{ ...server, pooler: proxy.address }`. */
  readonly pooler = undefined;
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  readonly clusterIdentifier: Output<string>;
  /** `cluster-...`: what policies of IAM logins name. */
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
  /** The first one begins as the writer. */
  readonly instances: readonly AuroraInstance[];
  readonly logGroups: readonly Output<string>[];

  constructor(name: string, args: AuroraPostgresArgs, opts?: ComponentResourceOptions) {
    requireReaders(args);
    super("pgstack:index:AuroraPostgres", name, {}, opts);
    const own = { parent: this };
    const { identifier, minReaders } = args;
    const logs = logGroups(name, args, own);
    const role = args.monitoringInterval > 0 ? monitoringRole(name, args, own) : undefined;
    const needs = {
      groups: parameterGroups(name, args, own),
      subnetGroupName: subnetGroup(name, args, own).name,
      monitoringRoleArn: role?.arn,
    };
    const cluster = new Cluster(
      name,
      { ...clusterArgs(args, needs), ...primaryArgs(args, finalSnapshotName(name, identifier, own)) },
      {
        ...own,
        dependsOn: [...logs, ...(role ? [role.attached] : [])],
        protect: args.deletionProtection,
        // The secret's rotation sets other passwords; and that a cluster became the primary of a global database is told by
        // RDS, not by us.
        ignoreChanges: ["masterPasswordWo", "globalClusterIdentifier"],
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
      scheduledJobs: preloads(args, "pg_cron"),
      concurrentSessions: true,
    };
    this.readerCount = minReaders > 0 ? 1 : 0;
    // A cluster has its addresses before it has instances that answer there.
    this.address = all([cluster.endpoint, writer.id]).apply(([host]) => host);
    this.port = cluster.port;
    this.database = output(args.database);
    this.adminUser = cluster.masterUsername;
    this.adminCredential = output(args.adminSecretArn).apply((arn) => arn as CredentialReference);
    this.adminPassword = secret(args.adminPassword);
    this.caFile = output(args.caFile);
    const reader = all([cluster.readerEndpoint, cluster.port, all(others.map(({ id }) => id))]).apply(
      ([host, port]) => ({ host, port, name: "reader", synchronous: false }),
    );
    this.readers = minReaders > 0 ? [reader] : [];
    this.systemIdentifier = cluster.clusterResourceId;
    this.identity = cluster.clusterResourceId;
    this.ready = writer;
    this.clusterIdentifier = clusterIdentifier;
    this.resourceId = cluster.clusterResourceId;
    this.arn = cluster.arn;
    this.instances = instances.map((instance, index) => ({
      name: `${name}-${index + 1}`,
      identifier: instance.identifier,
      resourceId: instance.dbiResourceId,
      arn: instance.arn,
    }));
    this.logGroups = logs.map((group) => group.name);
    this.registerOutputs({ address: this.address, port: this.port, systemIdentifier: this.systemIdentifier });
  }
}

function preloads({ parameters }: AuroraPostgresArgs, library: string): boolean {
  const libraries = parameters.cluster.find(({ name }) => name === "shared_preload_libraries")?.value;
  return libraries?.split(",").includes(library) ?? false;
}
