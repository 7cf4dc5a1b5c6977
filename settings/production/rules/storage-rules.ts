import { ceiling, gp3, io2 } from "../../../aws/storage.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Storage of an instance; of Aurora's there is nothing to say. */
export const storageRules: readonly ProductionRule[] = [
  rule(["server", "storageType", "allocatedStorage", "iops", "storageThroughput"], (settings) => {
    if (settings.server === "aurora") return [];
    return settings.storageType === "gp3" ? gp3Mistakes(settings) : io2Mistakes(settings);
  }),
  rule(["server", "allocatedStorage", "maxAllocatedStorage"], (settings) => {
    const { server, allocatedStorage, maxAllocatedStorage } = settings;
    if (server === "aurora" || maxAllocatedStorage === allocatedStorage) return [];
    const least = Math.ceil((allocatedStorage * ceiling.least) / 100);
    const advised = Math.ceil((allocatedStorage * ceiling.advised) / 100);
    const mend = `use ${advised}GB or more, or ${allocatedStorage}GB, with which it does not grow`;
    if (maxAllocatedStorage < allocatedStorage)
      return [{ key: "maxAllocatedStorage", problem: `below the ${allocatedStorage}GB allocated`, mend }];
    return maxAllocatedStorage < least
      ? [
          {
            key: "maxAllocatedStorage",
            problem: `less than 10 % above the ${allocatedStorage}GB allocated, by which it grows at once`,
            mend,
          },
        ]
      : [];
  }),
];

interface Storage {
  readonly allocatedStorage: number;
  readonly iops?: number;
  readonly storageThroughput?: number;
}

function gp3Mistakes({ allocatedStorage, iops, storageThroughput }: Storage): RuleMistake[] {
  const { threshold, small, large } = gp3;
  if (allocatedStorage < threshold) {
    const below = `gp3 below ${threshold}GB has`;
    const mend = `remove it, or allocate ${threshold}GB`;
    return [
      ...(iops === undefined
        ? []
        : [{ key: "iops", problem: `${below} ${small.iops} operations a second, fixed`, mend } as const]),
      ...(storageThroughput === undefined
        ? []
        : [
            {
              key: "storageThroughput",
              problem: `${below} ${small.throughput} MiB a second, fixed`,
              mend,
            } as const,
          ]),
    ];
  }
  const most = Math.min(large.iops.max, allocatedStorage * gp3.iopsPerGibibyte);
  const throughput = Math.floor((iops ?? large.iops.min) * gp3.throughputPerIops);
  return [
    ...outOfRange("iops", iops, [large.iops.min, most], `gp3 of ${allocatedStorage}GB`),
    ...outOfRange(
      "storageThroughput",
      storageThroughput,
      [large.throughput.min, Math.min(large.throughput.max, throughput)],
      `gp3 with ${iops ?? large.iops.min} operations a second`,
    ),
  ];
}

function io2Mistakes({ allocatedStorage, iops, storageThroughput }: Storage): RuleMistake[] {
  const mistakes: RuleMistake[] = [];
  if (allocatedStorage < io2.size.min)
    mistakes.push({
      key: "allocatedStorage",
      problem: `below the ${io2.size.min}GB that io2 begins with`,
      mend: "allocate more, or use gp3",
    });
  if (storageThroughput !== undefined)
    mistakes.push({
      key: "storageThroughput",
      problem: "io2 has what its operations come to",
      mend: "remove it",
    });
  const least = Math.max(io2.iops.min, Math.ceil(allocatedStorage * io2.iopsPerGibibyte.min));
  const most = Math.min(io2.iops.max, allocatedStorage * io2.iopsPerGibibyte.max);
  if (iops === undefined)
    mistakes.push({
      key: "storageType",
      problem: "io2 without its operations a second",
      mend: `set pgstack:iops, from ${least} to ${most}`,
    });
  return [...mistakes, ...outOfRange("iops", iops, [least, most], `io2 of ${allocatedStorage}GB`)];
}

function outOfRange(
  key: "iops" | "storageThroughput",
  value: number | undefined,
  [least, most]: readonly [number, number],
  whose: string,
): RuleMistake[] {
  if (value === undefined || (value >= least && value <= most)) return [];
  const mend = `use a whole number from ${least} to ${most}`;
  if (value > most) return [{ key, problem: `above ${most}, the most of ${whose}`, mend }];
  // gp3 has the least without being asked.
  return whose.startsWith("gp3")
    ? [{ key, problem: `below ${least}, which ${whose} has anyway`, mend: `${mend}, or remove it` }]
    : [{ key, problem: `below ${least}, the least of ${whose}`, mend }];
}
