import { Instance } from "@pulumi/aws/rds/instance.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
} from "@pulumi/pulumi";
import type { ReaderOutputs } from "../../../packages/client/stack-outputs.ts";
import { exportedLogs } from "./exported-logs.ts";
import { instanceArgs, instanceTimeouts } from "./instance-args.ts";
import type { MonitoringRole } from "./monitoring-role.ts";
import type { SettledArgs } from "./settled-args.ts";

export interface ReadReplicaArgs {
  /** Of the server. */
  settled: SettledArgs;
  /** `replica-1`, or `replica-us-west-2`: the end of its identifier, and its tag Role. */
  replica: string;
  /** Identifier of the primary; in another region its ARN. A change makes the replica anew. */
  source: Input<string>;
  parameterGroupName: Input<string>;
  securityGroupIds: Input<Input<string>[]>;
  /** A change makes the replica anew. @default AWS's choice */
  availabilityZone?: string | undefined;
  /** Of Performance Insights. */
  keyArn: Input<string>;
  logKeyArn: Input<string>;
  monitoring: MonitoringRole | undefined;
  /** In another region than the primary. @default none: a replica beside the primary has its network and its key */
  elsewhere?: { readonly subnetGroupName: Input<string>; readonly keyArn: Input<string> };
}

/** An instance that follows the primary and only reads, with its own logs and backups. */
export class ReadReplica extends ComponentResource {
  readonly identifier: Output<string>;
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
  readonly reader: Output<ReaderOutputs>;

  constructor(name: string, args: ReadReplicaArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:ReadReplica", name, {}, opts);
    const { settled, replica, monitoring, elsewhere, availabilityZone } = args;
    const identifier = `${settled.identifier}-${replica}`;
    const { logExports, logRetention, tags } = settled;
    const logs = exportedLogs(
      name,
      { identifier, logExports, logRetention, keyArn: args.logKeyArn, tags },
      this,
    );
    const instance = new Instance(
      name,
      {
        ...instanceArgs(settled, {
          identifier,
          role: replica,
          instanceClass: settled.replicaInstanceClass,
          parameterGroupName: args.parameterGroupName,
          securityGroupIds: args.securityGroupIds,
          deletionProtection: settled.replicaDeletionProtection,
          backupRetention: settled.replicaBackupRetention,
          keyArn: args.keyArn,
          monitoring,
        }),
        replicateSourceDb: args.source,
        multiAz: false,
        ...(availabilityZone !== undefined && { availabilityZone }),
        // Beside the primary AWS takes no key ("don't specify a value", API reference, CreateDBInstanceReadReplica).
        ...(elsewhere && { dbSubnetGroupName: elsewhere.subnetGroupName, kmsKeyId: elsewhere.keyArn }),
        // AWS takes no final snapshot of a replica, and its backups are worth nothing beside the primary's (DeleteDBInstance).
        skipFinalSnapshot: true,
        deleteAutomatedBackups: true,
      },
      {
        parent: this,
        protect: settled.replicaDeletionProtection,
        // Set when the replica is made; of a later one the provider shows a change that AWS never makes
        // (hashicorp/terraform-provider-aws issue 44786).
        ignoreChanges: ["maxAllocatedStorage"],
        // Of another source the provider says that it cannot be elected.
        replaceOnChanges: ["identifier", "replicateSourceDb"],
        dependsOn: [...Object.values(logs), ...(monitoring?.needs ?? [])],
        customTimeouts: instanceTimeouts,
      },
    );
    this.identifier = instance.identifier;
    this.resourceId = instance.resourceId;
    this.arn = instance.arn;
    this.reader = output({
      host: instance.address,
      port: instance.port,
      name: replica,
      synchronous: false,
    });
    this.registerOutputs({ identifier: this.identifier, reader: this.reader });
  }
}
