import { partitionOf } from "../../../aws/regions.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** The region of the copies, and its key. */
export const copyRegionRules: readonly ProductionRule[] = [
  rule(["region", "copyRegion"], ({ region, copyRegion }) => {
    if (copyRegion === region)
      return [
        {
          key: "copyRegion",
          problem: "the home region: copies there are lost with it",
          mend: "use another one",
        },
      ];
    return partitionOf(copyRegion) === partitionOf(region)
      ? []
      : [
          {
            key: "copyRegion",
            problem: `in another of AWS's clouds than ${region}, from where nothing is copied`,
            mend: "use a region of the same one",
          },
        ];
  }),
  rule(["copyKmsKeyArn", "copyRegion"], ({ copyKmsKeyArn, copyRegion }) => {
    const region = copyKmsKeyArn?.split(":")[3];
    return region === undefined || region === copyRegion
      ? []
      : [
          {
            key: "copyKmsKeyArn",
            problem: `a key of ${region}, and the copies are in ${copyRegion}`,
            mend: `use a key of ${copyRegion}, or remove it: one is made`,
          },
        ];
  }),
  rule(["copyKmsKeyArn", "accountId"], ({ copyKmsKeyArn, accountId }) => {
    const account = copyKmsKeyArn?.split(":")[4];
    return account === undefined || accountId === undefined || account === accountId
      ? []
      : [
          {
            key: "copyKmsKeyArn",
            problem: `a key of account ${account}, and pgstack:accountId is ${accountId}`,
            mend: "use a key of the same account",
          },
        ];
  }),
];
