import type { RulesOf } from "../alarm-rule.ts";

/** Age of the oldest transaction id, which stops the server at two thousand million; deadlocks; and Aurora's cache. */
export const transactionRules: RulesOf = ({ kind, role }) => [
  ...(role === "primary"
    ? [
        {
          key: "transaction-ids",
          severity: "ticket" as const,
          title: "The oldest transaction id is 500 million transactions old",
          measure: { metric: "MaximumUsedTransactionIDs", statistic: "Average" },
          compare: ">" as const,
          threshold: 500_000_000,
          period: 60,
          periods: [1, 1] as const,
          missing: "missing" as const,
          first:
            "Look for what holds autovacuum back: an open transaction, a prepared one, a replication slot",
        },
        {
          key: "transaction-ids-critical",
          severity: "page" as const,
          title: "The oldest transaction id is 1,000 million transactions old, halfway to a standstill",
          measure: { metric: "MaximumUsedTransactionIDs", statistic: "Average" },
          compare: ">" as const,
          threshold: 1_000_000_000,
          period: 60,
          periods: [1, 1] as const,
          missing: "missing" as const,
          first: "End the oldest transaction, drop dead slots, then VACUUM (FREEZE) the oldest tables",
        },
        kind === "aurora"
          ? {
              key: "deadlocks",
              severity: "ticket" as const,
              title: "Transactions are ended by deadlocks",
              // By the second: five in five minutes.
              measure: { metric: "Deadlocks", statistic: "Average" },
              compare: ">" as const,
              threshold: 5 / 300,
              period: 300,
              periods: [1, 1] as const,
              missing: "notBreaching" as const,
              first: "Read both statements in the log; let both take their rows in one order",
            }
          : {
              key: "deadlocks",
              severity: "ticket" as const,
              title: "Transactions are ended by deadlocks",
              // RDS has no metric of them.
              measure: { metric: "Deadlocks", statistic: "Sum", from: "log" as const },
              compare: ">" as const,
              threshold: 5,
              period: 300,
              periods: [1, 1] as const,
              missing: "notBreaching" as const,
              first: "Read both statements in the log; let both take their rows in one order",
            },
      ]
    : []),
  ...(kind === "aurora"
    ? [
        {
          key: "cache-hits",
          severity: "ticket" as const,
          title: "Less than 80 percent of the pages are found in the cache",
          measure: { metric: "BufferCacheHitRatio", statistic: "Average" },
          compare: "<" as const,
          threshold: 80,
          period: 60,
          periods: [10, 10] as const,
          missing: "missing" as const,
          first: "Look for sequential scans of large tables; then take a larger class",
        },
      ]
    : []),
];
