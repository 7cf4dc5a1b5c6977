import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

export interface SubnetGroupOptions {
  /** Of the server: the group's name. */
  readonly identifier: string;
  readonly subnetIds: Input<Input<string>[]>;
  readonly tags: Record<string, string>;
}

/** Where RDS may put a server: it needs subnets in two zones, also for a server without a standby. */
export function subnetGroup(
  name: string,
  { identifier, subnetIds, tags }: SubnetGroupOptions,
  opts: CustomResourceOptions,
): SubnetGroup {
  return new SubnetGroup(
    name,
    {
      name: identifier,
      description: `Private subnets of ${identifier}`,
      subnetIds,
      tags: { ...tags, Role: "subnets", Name: identifier },
    },
    opts,
  );
}
