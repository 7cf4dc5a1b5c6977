import { type ProductionRule, rule } from "./rule.ts";

/** An existing network by its ids, or a new one by its addresses. */
export const networkRules: readonly ProductionRule[] = [
  rule(["vpcId", "subnetIds"], ({ vpcId, subnetIds }) => {
    if (vpcId === undefined)
      return subnetIds.length === 0
        ? []
        : [{ key: "subnetIds", problem: "without their VPC", mend: "set pgstack:vpcId, or remove it" }];
    return subnetIds.length >= 2
      ? []
      : [
          {
            key: "vpcId",
            problem: `with ${subnetIds.length === 0 ? "no subnet" : "one subnet"} of it`,
            mend: "list two private ones or more, in different zones, in pgstack:subnetIds",
          },
        ];
  }),
  rule(["vpcId", "vpcCidr"], ({ vpcId }, { written }) =>
    vpcId !== undefined && written.has("vpcCidr")
      ? [
          {
            key: "vpcCidr",
            problem: "the addresses of a new VPC, and pgstack:vpcId names one that is there",
            mend: "remove one of the two",
          },
        ]
      : [],
  ),
  rule(["vpcId", "clientSecurityGroupIds"], ({ vpcId, clientSecurityGroupIds }) =>
    vpcId === undefined && clientSecurityGroupIds.length > 0
      ? [
          {
            key: "clientSecurityGroupIds",
            problem: "groups of another VPC than the new one, which AWS refuses in its rules",
            mend: "set pgstack:vpcId to theirs, or remove it: a group for clients is made",
          },
        ]
      : [],
  ),
];
