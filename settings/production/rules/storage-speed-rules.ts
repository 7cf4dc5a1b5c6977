import { classStorage } from "../../../aws/class-storage.ts";
import { gp3 } from "../../../aws/storage.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** Speed of the storage that is paid for and that the class does not carry. */
export const storageSpeedRules: readonly ProductionRule[] = [
  rule(["server", "storageType", "instanceClass", "iops", "storageThroughput"], (settings) => {
    const { server, storageType, instanceClass, iops, storageThroughput } = settings;
    const carried = classStorage(instanceClass);
    if (server === "aurora" || carried === undefined) return [];
    // What comes with a gp3 volume costs nothing, whatever the class.
    const paid = {
      iops: storageType === "gp3" && iops === gp3.large.iops.min ? undefined : iops,
      throughput: storageThroughput === gp3.large.throughput.min ? undefined : storageThroughput,
    };
    return [
      ...(paid.iops !== undefined && paid.iops > carried.iops
        ? [
            {
              key: "iops",
              problem: `paid for, and ${instanceClass} carries ${carried.iops} operations a second all day`,
              mend: "use a larger class, or fewer",
            } as const,
          ]
        : []),
      ...(paid.throughput !== undefined && paid.throughput > carried.throughput
        ? [
            {
              key: "storageThroughput",
              problem: `paid for, and ${instanceClass} carries ${carried.throughput} MiB a second all day`,
              mend: "use a larger class, or less",
            } as const,
          ]
        : []),
    ];
  }),
];
