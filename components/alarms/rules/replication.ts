import type { AlarmRule, Formula, RulesOf } from "../alarm-rule.ts";

/** How far a replica is behind, and whether it still follows. */
export const replicationRules: RulesOf = ({ kind, role, remote }) => {
  if (role === "primary") return [];
  return kind === "aurora" ? aurora : rds(remote ? lagBeyondIdleness : lagThatCounts);
};

/**
 * The lag is the time since the last transaction that was replayed: while nobody writes it rises up to five minutes, when a
 * new WAL segment begins (RDS user guide, "Monitoring read replication", 2026-11). 16 MiB every five minutes are 56 kB a
 * second, so that more WAL than 100 kB is of somebody's writing, and more than six minutes are never of idleness.
 */
const lagThatCounts: Formula = {
  formula: "IF(wal > 100000 OR lag > 360, lag, 0)",
  label: "seconds behind a primary that writes",
  of: {
    lag: { metric: "ReplicaLag", statistic: "Maximum" },
    wal: { metric: "TransactionLogsGeneration", statistic: "Average", of: "primary" },
  },
};

/** An alarm sees the metrics of its own region alone: what another region's primary writes is not among them. */
const lagBeyondIdleness: Formula = {
  formula: "IF(lag > 360, lag, 0)",
  label: "seconds behind, beyond what an idle primary makes",
  of: { lag: { metric: "ReplicaLag", statistic: "Maximum" } },
};

function rds(lag: Formula): readonly AlarmRule[] {
  return [
    {
      key: "replica-lag",
      severity: "ticket",
      title: "The replica is more than a minute behind",
      measure: lag,
      compare: ">",
      threshold: 60,
      period: 60,
      periods: [10, 10],
      missing: "breaching",
      first: "Look for a long query on the replica, or a load of writes that its class does not keep up with",
    },
    {
      key: "replica-lag-critical",
      severity: "page",
      title: "The replica is more than 100 seconds behind",
      measure: lag,
      compare: ">",
      threshold: 100,
      period: 60,
      periods: [2, 2],
      missing: "missing",
      first: "Send reads to the primary; end the query that holds replay up",
    },
    {
      key: "replica-stopped",
      severity: "page",
      title: "The replica follows no more",
      // -1 says that replication is not active; no alarm on a great lag sees that.
      measure: { metric: "ReplicaLag", statistic: "Minimum" },
      compare: "<",
      threshold: 0,
      period: 60,
      periods: [5, 5],
      missing: "missing",
      first: "Look at the replica's recent events for the error; make it anew if it lost its WAL",
    },
  ];
}

/** Readers share the writer's storage: milliseconds, where RDS has seconds. */
const aurora: readonly AlarmRule[] = [
  {
    key: "replica-lag",
    severity: "ticket",
    title: "A reader is more than two seconds behind",
    measure: { metric: "AuroraReplicaLag", statistic: "Maximum" },
    compare: ">",
    threshold: 2000,
    period: 60,
    periods: [10, 10],
    missing: "missing",
    first: "Look for a reader whose processors are busy, or for a load of writes",
  },
];
