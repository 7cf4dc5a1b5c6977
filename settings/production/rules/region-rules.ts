import { partitionOf } from "../../../aws/regions.ts";
import { type ProductionRule, rule } from "./rule.ts";

/**
 * Policies of keys, roles and endpoints name resources and AWS's own policies by `arn:aws:`, which mean nothing in AWS's separate
 * clouds: KMS would refuse the first key's policy (IAM user guide, "Amazon Resource Names (ARNs)", partitions, 2026-11).
 */
export const regionRules: readonly ProductionRule[] = [
  rule(["region"], ({ region }) =>
    partitionOf(region) === "aws"
      ? []
      : [
          {
            key: "region",
            problem: "in one of AWS's separate clouds, where what is declared here has other names",
            mend: "use a region of the common one, such as us-east-1",
          },
        ],
  ),
];
