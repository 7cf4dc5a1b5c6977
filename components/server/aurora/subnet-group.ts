import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { AuroraPlace } from "./aurora-shape.ts";

/** The subnets that a cluster's instances may stand in. */
export function subnetGroup(
  name: string,
  {
    identifier,
    subnetIds,
    tags,
  }: Pick<AuroraPlace, "identifier" | "subnetIds"> & { tags: Record<string, string> },
  opts: CustomResourceOptions,
): SubnetGroup {
  // Not the identifier alone: an RDS instance that is to be left for this cluster has a group of that name.
  const groupName = `${identifier}-aurora`;
  return new SubnetGroup(
    `${name}-subnets`,
    {
      name: groupName,
      description: `Private subnets of ${identifier}`,
      subnetIds,
      tags: { ...tags, Role: "subnets", Name: groupName },
    },
    opts,
  );
}
