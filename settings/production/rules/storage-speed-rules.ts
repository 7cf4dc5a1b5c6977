import { ebsBaselineIops } from "../../../aws/ebs-baseline.ts";
import { ebsBaselineThroughput } from "../../../aws/ebs-throughput.ts";
import { gp3 } from "../../../aws/storage.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** Speed of the storage that is paid for and that the class does not carry. What comes with a gp3 volume costs nothing. */
export const storageSpeedRules: readonly ProductionRule[] = [
  rule(["server", "storageType", "instanceClass", "iops"], (settings) => {
    const { server, storageType, instanceClass, iops } = settings;
    const carried = ebsBaselineIops(instanceClass);
    const isFree = storageType === "gp3" && iops !== undefined && iops <= gp3.large.iops.min;
    return server === "rds" && iops !== undefined && carried !== undefined && iops > carried && !isFree
      ? [
          {
            key: "iops",
            problem: `paid for, and ${instanceClass} carries ${carried} operations a second all day`,
            mend: "use a larger class, or fewer",
          },
        ]
      : [];
  }),
  rule(["server", "instanceClass", "storageThroughput"], ({ server, instanceClass, storageThroughput }) => {
    const carried = ebsBaselineThroughput(instanceClass);
    const isFree = storageThroughput !== undefined && storageThroughput <= gp3.large.throughput.min;
    return server === "rds" &&
      storageThroughput !== undefined &&
      carried !== undefined &&
      storageThroughput > carried &&
      !isFree
      ? [
          {
            key: "storageThroughput",
            problem: `paid for, and ${instanceClass} carries ${carried} MiB a second all day`,
            mend: "use a larger class, or less",
          },
        ]
      : [];
  }),
];
