import type { RdsMetricName } from "../../../aws/alarm-metrics.ts";
import type { AlarmRule, CompositeRule, RulesOf } from "../alarm-rule.ts";
import { deepQueue, slowDisk } from "../thresholds.ts";
import type { WatchedServer } from "../watched-server.ts";

/** Latency, queue and what is left of the class's and the storage's operations a second. */
export const diskRules: RulesOf = (server) => [
  ...latency("read", "ReadLatency", server),
  ...latency("write", "WriteLatency", server),
  ...(server.baselineIops === undefined ? [] : ofBaseline(server.baselineIops)),
];

/** What is unusual is only worth a look where it is slow, and what is slow only where it is unusual. */
export function diskComposites({ baselineIops }: WatchedServer): readonly CompositeRule[] {
  return [
    {
      key: "slow-reads",
      severity: "ticket",
      title: "Reading from disk is slow, and slower than usual",
      all: ["read-latency-high", "read-latency-unusual"],
      first: "Look at IOPS and EBS balance first; then for statements that read what was cached before",
    },
    {
      key: "slow-writes",
      severity: "ticket",
      title: "Writing to disk is slow, and slower than usual",
      all: ["write-latency-high", "write-latency-unusual"],
      first: "Look at IOPS and EBS balance first; then for checkpoints and bulk loads in the log",
    },
    ...(baselineIops === undefined
      ? []
      : [
          {
            key: "disk-queue",
            severity: "ticket" as const,
            title: "Requests queue for the disk, and more of them than usual",
            all: ["queue-deep", "queue-unusual"],
            first: "Find what reads or writes so much; then provision IOPS, or take a larger class",
          },
        ]),
  ];
}

function latency(what: string, metric: RdsMetricName, { kind }: WatchedServer): readonly AlarmRule[] {
  const shared = {
    severity: "part",
    measure: { metric, statistic: kind === "aurora" ? "Average" : "p90" },
    period: 60,
    missing: "missing",
    first: `See the composite alarm slow-${what}s`,
  } satisfies Partial<AlarmRule>;
  return [
    {
      ...shared,
      key: `${what}-latency-high`,
      title: `A ${what} takes more than ${slowDisk * 1000} ms`,
      compare: ">",
      threshold: slowDisk,
      periods: [5, 5],
    },
    {
      ...shared,
      key: `${what}-latency-unusual`,
      title: `A ${what} takes longer than it usually does at this hour`,
      compare: "above band",
      threshold: 3,
      periods: [5, 5],
    },
  ];
}

function ofBaseline(baselineIops: number): readonly AlarmRule[] {
  const queue = {
    severity: "part",
    measure: { metric: "DiskQueueDepth", statistic: "Average" },
    period: 60,
    periods: [10, 15],
    missing: "missing",
    first: "See the composite alarm disk-queue",
  } as const;
  const balance = {
    severity: "ticket",
    compare: "<",
    threshold: 10,
    period: 60,
    periods: [3, 3],
    missing: "missing",
    first: "The class falls back to its baseline: find what reads or writes so much, or take a larger class",
  } as const;
  return [
    {
      ...queue,
      key: "queue-deep",
      title: "More requests wait for the disk than it works off in 20 ms",
      compare: ">",
      threshold: deepQueue(baselineIops),
    },
    {
      ...queue,
      key: "queue-unusual",
      title: "More requests wait for the disk than usual at this hour",
      compare: "above band",
      threshold: 3,
    },
    {
      key: "iops",
      severity: "ticket",
      title: "Nine tenths of the operations a second that class and storage carry are used",
      measure: {
        formula: "reads + writes",
        label: "operations a second",
        of: {
          reads: { metric: "ReadIOPS", statistic: "Average" },
          writes: { metric: "WriteIOPS", statistic: "Average" },
        },
      },
      compare: ">",
      threshold: Math.floor(baselineIops * 0.9),
      period: 60,
      periods: [15, 15],
      missing: "missing",
      first: "Find what reads or writes so much; then provision IOPS, or take a larger class",
    },
    {
      ...balance,
      key: "ebs-io-balance",
      title: "The class has used up its burst of operations a second",
      measure: { metric: "EBSIOBalance%", statistic: "Average" },
    },
    {
      ...balance,
      key: "ebs-byte-balance",
      title: "The class has used up its burst of throughput",
      measure: { metric: "EBSByteBalance%", statistic: "Average" },
    },
  ];
}
