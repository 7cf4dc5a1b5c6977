import type { AlarmRule, RulesOf } from "../alarm-rule.ts";
import type { ServerKind } from "../watched-server.ts";
import { when } from "../when.ts";

/** Age of the oldest transaction id, which stops the server at two thousand million; deadlocks; and Aurora's cache. */
export const transactionRules: RulesOf = ({ kind, role }) => [
  ...when(
    role === "primary",
    {
      ...age,
      key: "transaction-ids",
      severity: "ticket",
      title: "The oldest transaction id is 500 million transactions old",
      threshold: 500_000_000,
      first: "Look for what holds autovacuum back: an open transaction, a prepared one, a replication slot",
    },
    {
      ...age,
      key: "transaction-ids-critical",
      severity: "page",
      title: "The oldest transaction id is 1,000 million transactions old, halfway to a standstill",
      threshold: 1_000_000_000,
      first: "End the oldest transaction, drop dead slots, then VACUUM (FREEZE) the oldest tables",
    },
    deadlocks(kind),
  ),
  ...when(kind === "aurora", {
    key: "cache-hits",
    severity: "ticket",
    title: "Less than 80 percent of the pages are found in the cache",
    measure: { metric: "BufferCacheHitRatio", statistic: "Average" },
    compare: "<",
    threshold: 80,
    period: 60,
    periods: [10, 10],
    missing: "missing",
    first: "Look for sequential scans of large tables; then take a larger class",
  }),
];

const age = {
  measure: { metric: "MaximumUsedTransactionIDs", statistic: "Average" },
  compare: ">",
  period: 60,
  periods: [1, 1],
  missing: "missing",
} satisfies Partial<AlarmRule>;

/** Five in five minutes; RDS has no metric of them, and Aurora's is by the second. */
function deadlocks(kind: ServerKind): AlarmRule {
  return {
    key: "deadlocks",
    severity: "ticket",
    title: "Transactions are ended by deadlocks",
    ...(kind === "aurora"
      ? { measure: { metric: "Deadlocks", statistic: "Average" }, threshold: 5 / 300 }
      : { measure: { metric: "Deadlocks", statistic: "Sum", from: "log" }, threshold: 5 }),
    compare: ">",
    period: 300,
    periods: [1, 1],
    missing: "notBreaching",
    first: "Read both statements in the log; let both take their rows in one order",
  };
}
