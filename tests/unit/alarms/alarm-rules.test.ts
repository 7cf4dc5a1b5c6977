import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type RdsMetricName, rdsMetrics } from "../../../aws/alarm-metrics.ts";
import type { AlarmRule } from "../../../components/alarms/alarm-rule.ts";
import { alarmRules, compositeRules } from "../../../components/alarms/alarm-rules.ts";
import { serverOf, sorts } from "./watched-servers.ts";

const everySort = Object.entries(sorts);
const metricsOf = ({ measure }: AlarmRule) => ("formula" in measure ? Object.values(measure.of) : [measure]);
/** `key severity compare threshold period bad/of missing`. */
const line = ({ key, severity, compare, threshold, period, periods, missing }: AlarmRule) =>
  `${key} ${severity} ${compare} ${threshold} ${period} ${periods.join("/")} ${missing}`;

const common = [
  "cpu ticket > 90 60 5/5 breaching",
  "load ticket > 2 60 15/15 missing",
  "memory ticket < 4294967296 60 15/15 breaching",
  "memory-critical page < 1717986918 60 5/5 missing",
  "swap ticket > 858993459 300 3/3 missing",
  "storage page < 5368709120 60 5/5 breaching",
  "storage-days ticket < 7 21600 3/4 missing",
  "connections ticket > 160 60 5/5 breaching",
  "connections-critical page > 190 60 5/5 missing",
  "read-latency-high part > 0.02 60 5/5 missing",
  "read-latency-unusual part above band 3 60 5/5 missing",
  "write-latency-high part > 0.02 60 5/5 missing",
  "write-latency-unusual part above band 3 60 5/5 missing",
  "queue-deep part > 60 60 10/15 missing",
  "queue-unusual part above band 3 60 10/15 missing",
  "iops ticket > 2700 60 15/15 missing",
  "ebs-io-balance ticket < 10 60 3/3 missing",
  "ebs-byte-balance ticket < 10 60 3/3 missing",
  "iam-failures ticket > 10 300 1/1 notBreaching",
  "iam-throttled ticket > 0 300 1/1 notBreaching",
  "silent page > 100 60 5/5 breaching",
];

describe("alarms of R2's server", () => {
  it("are these and no other, at these thresholds", () => {
    expect(alarmRules(serverOf()).map(line).sort()).toEqual(
      [
        ...common,
        "wal ticket > 21474836480 300 3/3 missing",
        "slot-lag ticket > 10737418240 300 3/3 missing",
        "connections-refused page > 0 60 1/1 notBreaching",
        "password-failures ticket > 20 300 1/1 notBreaching",
        "transaction-ids ticket > 500000000 60 1/1 missing",
        "transaction-ids-critical page > 1000000000 60 1/1 missing",
        "deadlocks ticket > 5 300 1/1 notBreaching",
      ].sort(),
    );
  });

  it("are on a replica its lag, what stops it, and all that a replica has of its own", () => {
    expect(alarmRules(serverOf({}, "replica")).map(line).sort()).toEqual(
      [
        ...common,
        "replica-lag ticket > 60 60 10/10 breaching",
        "replica-lag-critical page > 100 60 2/2 missing",
        "replica-stopped page < 0 60 5/5 missing",
      ].sort(),
    );
  });

  it("are of credits on a burstable class alone", () => {
    const keys = (changed: Parameters<typeof serverOf>[0]) => alarmRules(serverOf(changed)).map(line);
    expect(keys({ instanceClass: "db.t4g.medium" })).toContain("credits ticket < 60 300 3/3 missing");
    expect(keys({}).filter((one) => one.startsWith("credits"))).toEqual([]);
    expect(keys({ kind: "aurora", instanceClass: "db.t4g.medium" }).join()).not.toContain("credits");
  });

  it("are joined where one alone says little", () => {
    const composites = (name: string) =>
      compositeRules(sorts[name] as (typeof sorts)[string]).map(
        ({ key, severity, all }) => `${key} ${severity}: ${all.join(" and ")}`,
      );
    const latencies = [
      "slow-reads ticket: read-latency-high and read-latency-unusual",
      "slow-writes ticket: write-latency-high and write-latency-unusual",
    ];
    expect(composites("primary")).toEqual([
      "overloaded page: cpu and load",
      ...latencies,
      "disk-queue ticket: queue-deep and queue-unusual",
    ]);
    expect(composites("serverless writer")).toEqual(["overloaded page: cpu and capacity", ...latencies]);
  });
});

describe("what each alarm watches", () => {
  const watched = {
    cpu: "CPUUtilization Average",
    load: "DBLoad Average",
    capacity: "ACUUtilization Average",
    credits: "CPUCreditBalance Minimum",
    memory: "FreeableMemory Average",
    "memory-critical": "FreeableMemory Average",
    swap: "SwapUsage Average",
    storage: "FreeStorageSpace Minimum",
    "storage-days": "FreeStorageSpace Minimum",
    "local-storage": "FreeLocalStorage Minimum",
    wal: "TransactionLogsDiskUsage Maximum",
    "slot-lag": "OldestReplicationSlotLag Maximum",
    connections: "DatabaseConnections Average",
    "connections-critical": "DatabaseConnections Average",
    "connections-refused": "ConnectionsRefused Sum in the log",
    "replica-lag-critical": "ReplicaLag Maximum, TransactionLogsGeneration Average of the primary",
    "replica-stopped": "ReplicaLag Minimum",
    "queue-deep": "DiskQueueDepth Average",
    "queue-unusual": "DiskQueueDepth Average",
    iops: "ReadIOPS Average, WriteIOPS Average",
    "ebs-io-balance": "EBSIOBalance% Average",
    "ebs-byte-balance": "EBSByteBalance% Average",
    "iam-failures": "IamDbAuthConnectionFailure Sum",
    "iam-throttled": "IamDbAuthConnectionFailureThrottling Sum",
    "password-failures": "PasswordFailures Sum in the log",
    "transaction-ids": "MaximumUsedTransactionIDs Average",
    "transaction-ids-critical": "MaximumUsedTransactionIDs Average",
    "cache-hits": "BufferCacheHitRatio Average",
  };
  const ofKind = {
    rds: {
      silent: "CPUUtilization Average",
      deadlocks: "Deadlocks Sum in the log",
      "replica-lag": watched["replica-lag-critical"],
      "read-latency-high": "ReadLatency p90",
      "read-latency-unusual": "ReadLatency p90",
      "write-latency-high": "WriteLatency p90",
      "write-latency-unusual": "WriteLatency p90",
    },
    aurora: {
      silent: "EngineUptime Average",
      deadlocks: "Deadlocks Average",
      "replica-lag": "AuroraReplicaLag Maximum",
      "read-latency-high": "ReadLatency Average",
      "read-latency-unusual": "ReadLatency Average",
      "write-latency-high": "WriteLatency Average",
      "write-latency-unusual": "WriteLatency Average",
    },
  };

  it.each(everySort)("on a %s is its own metric", (_, server) => {
    const expected: Record<string, string> = {
      ...watched,
      ...ofKind[server.kind],
      ...(server.remote && {
        "replica-lag": "ReplicaLag Maximum",
        "replica-lag-critical": "ReplicaLag Maximum",
      }),
    };
    for (const rule of alarmRules(server)) {
      const words = metricsOf(rule).map(
        ({ metric, statistic, from, of }) =>
          `${metric} ${statistic}${from === "log" ? " in the log" : ""}${of === "primary" ? " of the primary" : ""}`,
      );
      expect([rule.key, words.join(", ")]).toEqual([rule.key, expected[rule.key]]);
    }
  });
});

describe("alarms of Aurora", () => {
  const shared = [
    "memory ticket < 858993459 60 15/15 breaching",
    "memory-critical page < 429496730 60 5/5 missing",
    "local-storage ticket < 3435973837 60 5/5 missing",
    "cache-hits ticket < 80 60 10/10 missing",
    "silent page <= 0 60 2/2 breaching",
  ];
  it("have its metrics and thresholds", () => {
    const lines = alarmRules(serverOf({ kind: "aurora" })).map(line);
    expect(lines).toEqual(expect.arrayContaining(shared));
    expect(lines).toContain("deadlocks ticket > 0.016666666666666666 300 1/1 notBreaching");
    expect(lines.join("\n")).not.toMatch(/^(storage|wal|slot-lag|ebs|iops|queue|replica)/m);
    expect(alarmRules(sorts.reader as (typeof sorts)[string]).map(line)).toContain(
      "replica-lag ticket > 2000 60 10/10 missing",
    );
  });

  it("watch capacity where there are no processors to count", () => {
    const lines = alarmRules(sorts["serverless writer"] as (typeof sorts)[string]).map(line);
    expect(lines).toContain("capacity ticket > 90 60 15/15 missing");
    expect(lines.filter((one) => one.startsWith("load"))).toEqual([]);
  });

  it("let readers go that autoscaling took", () => {
    for (const rule of alarmRules(sorts.reader as (typeof sorts)[string]))
      expect([rule.key, rule.missing]).not.toContain("breaching");
  });
});

describe.each(everySort)("the rules of a %s", (_, server) => {
  const rules = alarmRules(server);

  it("watch metrics that its kind has, and nothing in the log of a replica", () => {
    for (const rule of rules)
      for (const { metric, from } of metricsOf(rule))
        if (from === "log") expect(server.role).toBe("primary");
        else
          expect([metric, rdsMetrics[metric as RdsMetricName].of]).toEqual([
            metric,
            expect.arrayContaining([server.kind]),
          ]);
  });

  it("each have a key of their own, a description that fits, and a time that CloudWatch takes", () => {
    const keys = [...rules, ...compositeRules(server)].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { key, title, first, period, periods } of rules) {
      expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(`${title}. First: ${first}.`.length).toBeLessThanOrEqual(1024);
      expect(title).not.toMatch(/[.]$/);
      expect(first).not.toMatch(/[.]$/);
      // A day at most, and a week from an hour on (PutMetricAlarm, EvaluationPeriods).
      expect(period * periods[1]).toBeLessThanOrEqual(period < 3600 ? 86_400 : 604_800);
      expect(period % 60).toBe(0);
      expect(periods[0]).toBeLessThanOrEqual(periods[1]);
    }
  });

  it("have every part in a composite, and every composite made of theirs", () => {
    const used = compositeRules(server).flatMap(({ all }) => all);
    expect(rules.map(({ key }) => key)).toEqual(expect.arrayContaining(used));
    for (const { key, severity } of rules) if (severity === "part") expect(used).toContain(key);
  });
});

describe("what an idle primary does to the lag", () => {
  const rule = alarmRules(serverOf({}, "replica")).find(({ key }) => key === "replica-lag");
  it("is told from a replica that is behind", () => {
    expect(rule?.measure).toEqual({
      formula: "IF(wal > 100000 OR lag > 360, lag, 0)",
      label: "seconds behind a primary that writes",
      of: {
        lag: { metric: "ReplicaLag", statistic: "Maximum" },
        wal: { metric: "TransactionLogsGeneration", statistic: "Average", of: "primary" },
      },
    });
    // Of a primary in another region no alarm here sees the WAL: six minutes are counted alone.
    for (const key of ["replica-lag", "replica-lag-critical"]) {
      const remote = alarmRules(serverOf({ remote: true }, "replica")).find((one) => one.key === key);
      expect(remote?.measure).toEqual({
        formula: "IF(lag > 360, lag, 0)",
        label: "seconds behind, beyond what an idle primary makes",
        of: { lag: { metric: "ReplicaLag", statistic: "Maximum" } },
      });
    }
    // What new segments alone make: 16 MiB in five minutes.
    expect((16 * 1024 ** 2) / 300).toBeLessThan(100_000);
  });
});

describe("days until storage is full", () => {
  it("count what it may still grow", () => {
    const formula = (maxAllocatedStorage: number) =>
      alarmRules(serverOf({ maxAllocatedStorage })).find(({ key }) => key === "storage-days")?.measure;
    // 900 GiB.
    expect(formula(1000)).toMatchObject({
      formula: "IF(RATE(free) < 0, (free + 966367641600) / (0 - RATE(free)) / 86400, 3650)",
      of: { free: { metric: "FreeStorageSpace", statistic: "Minimum" } },
    });
    expect(formula(100)).toMatchObject({
      formula: "IF(RATE(free) < 0, (free + 0) / (0 - RATE(free)) / 86400, 3650)",
    });
  });
});

describe("docs/production-alarms.md", () => {
  const documented = readFileSync(new URL("../../../docs/production-alarms.md", import.meta.url), "utf8")
    .split("\n")
    .flatMap((row) => /^\| `([a-z-]+)` \| (page|ticket|part) \|/.exec(row)?.slice(1, 3).join(" ") ?? []);

  it("has every alarm there is, with whom it calls, and no other", () => {
    const declared = new Set(
      everySort.flatMap(([, server]) =>
        [...alarmRules(server), ...compositeRules(server)].map(({ key, severity }) => `${key} ${severity}`),
      ),
    );
    // Aurora's readers may all go: their silence is a ticket.
    declared.delete("silent ticket");
    expect([...documented].sort()).toEqual([...declared].sort());
  });
});
