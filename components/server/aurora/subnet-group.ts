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
  return new SubnetGroup(
    `${name}-subnets`,
    {
      name: identifier,
      description: `${identifier}: private subnets`,
      subnetIds,
      tags: { ...tags, Role: "database-subnets", Name: identifier },
    },
    opts,
  );
}
