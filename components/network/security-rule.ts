import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { Input, Resource } from "@pulumi/pulumi";

/** One TCP port from the members of one security group to those of another. */
export interface PassageArgs {
  from: Input<string>;
  to: Input<string>;
  port: number;
  /** Of the rule, at most 255 characters of AWS's alphabet (no apostrophe). */
  description: string;
  tags: Record<string, string>;
}

/** Opens a passage at both of its ends: `${name}-out` lets out of `from`, `${name}-in` lets into `to`. */
export function passage(name: string, args: PassageArgs, parent: Resource): void {
  egress(`${name}-out`, args, parent);
  ingress(`${name}-in`, args, parent);
}

/** Lets members of `from` into `to`. */
export function ingress(
  name: string,
  { from, to, port, description, tags }: PassageArgs,
  parent: Resource,
): void {
  new SecurityGroupIngressRule(
    name,
    {
      securityGroupId: to,
      referencedSecurityGroupId: from,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description,
      tags: { ...tags, Name: name },
    },
    { parent },
  );
}

/** Lets members of `from` reach `to`. */
export function egress(
  name: string,
  { from, to, port, description, tags }: PassageArgs,
  parent: Resource,
): void {
  new SecurityGroupEgressRule(
    name,
    {
      securityGroupId: from,
      referencedSecurityGroupId: to,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description,
      tags: { ...tags, Name: name },
    },
    { parent },
  );
}
