import { Instance } from "@pulumi/aws/rds/instance.js";
import type { Input, Output, Resource } from "@pulumi/pulumi";
import { type InstanceOptions, instanceArgs, instanceTimeouts } from "./instance-args.ts";
import type { SettledArgs } from "./settled-args.ts";

export interface PrimaryOptions extends Pick<InstanceOptions, "parameterGroupName" | "monitoring"> {
  readonly subnetGroupName: Input<string>;
  readonly finalSnapshotIdentifier: Output<string>;
  /** Log groups. */
  readonly needs: readonly Resource[];
}

/** The instance that writes. */
export function primary(
  name: string,
  args: SettledArgs,
  { subnetGroupName, finalSnapshotIdentifier, needs, ...options }: PrimaryOptions,
  parent: Resource,
): Instance {
  return new Instance(
    name,
    {
      ...instanceArgs(args, {
        ...options,
        identifier: args.identifier,
        role: "primary",
        instanceClass: args.instanceClass,
        securityGroupIds: args.securityGroupIds,
        deletionProtection: args.deletionProtection,
        backupRetention: args.backupRetention,
        keyArn: args.keyArn,
      }),
      engine: "postgres",
      // Major alone: with a minor one, each automatic upgrade is a downgrade in the next preview.
      engineVersion: String(args.majorVersion),
      allowMajorVersionUpgrade: args.allowMajorVersionUpgrade,
      // Never a surprise on the bill: at the end of standard support AWS upgrades instead.
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      // Without dbName: AWS would make it with its own collation, before the database layer makes it with the one that is declared.
      username: args.adminUser,
      // Written once, and read back never; a rotation goes to the secret. RDS's own (manageMasterUserPassword) fails with replicas.
      passwordWo: args.adminPassword,
      passwordWoVersion: 1,
      dbSubnetGroupName: subnetGroupName,
      multiAz: args.multiAz,
      ...(args.availabilityZone !== undefined && { availabilityZone: args.availabilityZone }),
      allocatedStorage: args.allocatedStorage,
      kmsKeyId: args.keyArn,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier,
      deleteAutomatedBackups: false,
      ...(args.blueGreenUpdate && { blueGreenUpdate: { enabled: true } }),
    },
    {
      parent,
      protect: args.deletionProtection,
      // The first two name what is made with the server: a change, or an import that does not know them, would replace it
      // (pulumi/pulumi-aws issues 2426, 2203, 2823). The password is the secret's after that, also of an instance that was
      // imported: without a version in its state it would be given the first one again.
      ignoreChanges: ["dbName", "username", "passwordWo", "passwordWoVersion"],
      // The provider would rename it, and fail halfway: its subnet group has the name, and AWS changes none within a VPC.
      replaceOnChanges: ["identifier"],
      dependsOn: [...needs, ...(options.monitoring?.needs ?? [])],
      customTimeouts: instanceTimeouts,
    },
  );
}
