import {
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
import type { PostgresServer } from "./postgres-server.ts";
import { copyBackups, copyReplica } from "./rds/copies.ts";
import { exportedLogs } from "./rds/exported-logs.ts";
import { finalSnapshot } from "./rds/final-snapshot.ts";
import { type MonitoringRole, monitoringRole } from "./rds/monitoring-role.ts";
import { parameterGroup, preloads } from "./rds/parameter-group.ts";
import { primary } from "./rds/primary.ts";
import type { RdsPostgresArgs } from "./rds/rds-postgres-args.ts";
import { ReadReplica } from "./rds/read-replica.ts";
import { type SettledArgs, settledArgs } from "./rds/settled-args.ts";
import { subnetGroup } from "./rds/subnet-group.ts";

export type { RdsPostgresArgs } from "./rds/rds-postgres-args.ts";

/** A replica, for what watches it. */
export interface RdsReplica {
  /** E.g. `replica-1`. */
  readonly name: string;
  readonly identifier: Output<string>;
  /** What IAM's policies of `rds-db:connect` name it by. */
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
}

/** Amazon RDS for PostgreSQL: an instance with a standby, read replicas beside it, and copies in another region. */
export class RdsPostgres extends ComponentResource implements PostgresServer {
  readonly kind = "rds";
  readonly majorVersion: number;
  readonly capabilities: ServerCapabilities;
  readonly tls: TlsMode = "verify-full";
  readonly limits: readonly string[] = [];
  readonly readerCount: number;
  readonly maxConnections = 4;

  readonly address: Output<string>;
  readonly port: Output<number>;
  readonly database: Output<string>;
  readonly adminUser: Output<string>;
  readonly adminCredential: Output<CredentialReference>;
  /** The secret has it: whoever connects asks there, also after a rotation. */
  readonly adminPassword: undefined;
  readonly caFile: Output<string>;
  readonly readers: readonly Output<ReaderOutputs>[];
  readonly pooler: Output<AddressOutputs> | undefined;
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  readonly instanceIdentifier: Output<string>;
  /** AWS's own identifier, which no other instance ever has. */
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
  /** Replicas beside the server, not those in another region. */
  readonly replicas: readonly RdsReplica[];
  /** The replica in another region. */
  readonly copyReplica: RdsReplica | undefined;
  /** Names of its log groups, by log: `postgresql`. */
  readonly logGroups: Readonly<Record<string, Output<string>>>;

  /** @throws UserError for arguments that AWS refuses, or that would be regretted */
  constructor(name: string, args: RdsPostgresArgs, opts?: ComponentResourceOptions) {
    // First: what is refused registers nothing.
    const settled = settledArgs(args);
    super("pgstack:index:RdsPostgres", name, {}, opts);
    const { identifier, subnetIds, tags, logExports, logRetention, logKeyArn } = settled;
    const parameters = parameterGroup(`${name}-parameters`, settled, { parent: this });
    const subnets = subnetGroup(`${name}-subnets`, { identifier, subnetIds, tags }, { parent: this });
    const monitoring =
      settled.monitoringInterval > 0 ? monitoringRole(`${name}-monitoring`, settled, this) : undefined;
    const logs = exportedLogs(name, { identifier, logExports, logRetention, keyArn: logKeyArn, tags }, this);
    const instance = primary(
      name,
      settled,
      {
        parameterGroupName: parameters.name,
        monitoring,
        subnetGroupName: subnets.name,
        finalSnapshotIdentifier: finalSnapshot(`${name}-final-snapshot`, identifier, this),
        needs: Object.values(logs),
      },
      this,
    );
    const replicas = makeReplicas(name, settled, {
      source: instance.identifier,
      parameterGroupName: parameters.name,
      monitoring,
      parent: this,
    });
    const copyOptions = { primary: instance, monitoring, parent: this };
    copyBackups(name, settled, copyOptions);
    const copy = copyReplica(name, settled, copyOptions);

    this.majorVersion = settled.majorVersion;
    this.capabilities = {
      loginsEnforced: true,
      superuser: false,
      replication: true,
      iam: true,
      preloadLibraries: true,
      scheduledJobs: preloads(settled, "pg_cron"),
      concurrentSessions: true,
    };
    this.readerCount = replicas.length;
    this.address = instance.address;
    this.port = instance.port;
    this.database = output(args.database);
    this.adminUser = output(args.adminUser);
    this.adminCredential = output(args.adminSecretArn) as Output<CredentialReference>;
    this.caFile = output(args.caFile);
    this.readers = replicas.map(({ replica }) => replica.reader);
    this.pooler = args.pooler?.(instance.identifier, instance.resourceId);
    this.systemIdentifier = instance.resourceId;
    this.identity = instance.resourceId;
    this.ready = instance;
    this.instanceIdentifier = instance.identifier;
    this.resourceId = instance.resourceId;
    this.arn = instance.arn;
    this.replicas = replicas.map(watched);
    this.copyReplica = copy && watched({ name: `replica-${settled.copyRegion}`, replica: copy });
    this.logGroups = Object.fromEntries(Object.entries(logs).map(([log, group]) => [log, group.name]));
    this.registerOutputs({ address: this.address, port: this.port, resourceId: this.resourceId });
  }
}

interface NamedReplica {
  readonly name: string;
  readonly replica: ReadReplica;
}

function makeReplicas(
  name: string,
  settled: SettledArgs,
  {
    source,
    parameterGroupName,
    monitoring,
    parent,
  }: {
    source: Output<string>;
    parameterGroupName: Output<string>;
    monitoring: MonitoringRole | undefined;
    parent: Resource;
  },
): NamedReplica[] {
  const { replicas, replicaAvailabilityZones: zones, securityGroupIds, keyArn, logKeyArn } = settled;
  return Array.from({ length: replicas }, (_, index) => {
    const replica = `replica-${index + 1}`;
    const availabilityZone = zones[index % zones.length];
    const args = { settled, replica, source, parameterGroupName, securityGroupIds, availabilityZone };
    return {
      name: replica,
      replica: new ReadReplica(`${name}-${replica}`, { ...args, keyArn, logKeyArn, monitoring }, { parent }),
    };
  });
}

function watched({ name, replica: { identifier, resourceId, arn } }: NamedReplica): RdsReplica {
  return { name, identifier, resourceId, arn };
}
