import { ClusterParameterGroup } from "@pulumi/aws/rds/clusterParameterGroup.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { RdsParameter } from "../../../configuration/rds/rds-parameter.ts";
import { type AuroraPlace, type AuroraShape, majorOf } from "./aurora-shape.ts";

/** Both groups of a cluster. */
export interface AuroraParameterGroups {
  readonly cluster: ClusterParameterGroup;
  readonly instance: ParameterGroup;
}

/**
 * Named by their family, so that a major upgrade makes the new ones before it deletes those in use (terraform-aws-modules/
 * terraform-aws-rds-aurora #353).
 */
export function parameterGroups(
  name: string,
  { identifier, engineVersion, parameters, tags }: AuroraPlace & AuroraShape,
  opts: CustomResourceOptions,
): AuroraParameterGroups {
  const family = `aurora-postgresql${majorOf(engineVersion)}`;
  const args = (role: string, group: readonly RdsParameter[]) => {
    const groupName = `${identifier}-${role}-${family}`;
    return {
      name: groupName,
      family,
      description: `${identifier}: parameters of ${role === "cluster" ? "the cluster" : "its instances"}`,
      parameters: group.map(({ name, value, applyMethod }) => ({ name, value, applyMethod })),
      tags: { ...tags, Role: `${role}-parameters`, Name: groupName },
    };
  };
  return {
    cluster: new ClusterParameterGroup(
      `${name}-cluster-parameters`,
      args("cluster", parameters.cluster),
      opts,
    ),
    instance: new ParameterGroup(`${name}-instance-parameters`, args("instance", parameters.instance), opts),
  };
}
