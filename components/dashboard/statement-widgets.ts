import type { Widget } from "./widget.ts";

export interface StatementSources {
  readonly region: string;
  /** Id that RDS gave the primary, `db-…`; of a cluster that of its writer is not known, and there is no chart. */
  readonly resourceId?: string | undefined;
  readonly logGroupName: string;
  /** Namespace of what is counted in the log. */
  readonly logNamespace: string;
  readonly identifier: string;
}

/** Statements, as far as RDS knows of them: by the second from Performance Insights, and by their time from the log. */
export function statementWidgets(sources: StatementSources): readonly Widget[] {
  const { region, resourceId, logGroupName, logNamespace } = sources;
  const source = `SOURCE '${logGroupName}'`;
  // Milliseconds that PostgreSQL writes with a statement that took longer than log_min_duration_statement.
  const durations = `${source} | filter @message like /duration: [0-9.]+ ms/ | parse @message /duration: (?<ms>[0-9.]+) ms/`;
  return [
    ...(resourceId === undefined ? [] : [perSecond(region, resourceId)]),
    {
      type: "log",
      width: 8,
      height: 6,
      properties: {
        // Not of all statements: RDS has no histogram of those, and pg_stat_statements has means alone.
        title: "Time of logged (slow) statements: median, p95, p99 in ms",
        region,
        view: "timeSeries",
        query: `${durations} | stats pct(ms, 50) as median, pct(ms, 95) as p95, pct(ms, 99) as p99 by bin(5m)`,
      },
    },
    {
      type: "log",
      width: 16,
      height: 6,
      properties: {
        title: "Slowest logged statements",
        region,
        view: "table",
        query: `${durations} | sort ms desc | display @timestamp, ms, @message | limit 20`,
      },
    },
    {
      type: "metric",
      width: 8,
      height: 6,
      properties: {
        title: "Counted in the log",
        region,
        view: "timeSeries",
        stacked: false,
        period: 300,
        metrics: [
          [logNamespace, "Deadlocks", { stat: "Sum", label: "deadlocks" }],
          [logNamespace, "ConnectionsRefused", { stat: "Sum", label: "connections turned away" }],
          [logNamespace, "PasswordFailures", { stat: "Sum", label: "failed logins by password" }],
        ],
        yAxis: { left: { label: "in five minutes", min: 0, showUnits: false } },
        annotations: { horizontal: [] },
      },
    },
  ];
}

/** Counters of Performance Insights by a function of metric math (RDS user guide, "Amazon CloudWatch metrics for Performance Insights", 2026-11). */
function perSecond(region: string, resourceId: string): Widget {
  const counter = (id: string, name: string, label: string) => [
    { id, label, expression: `DB_PERF_INSIGHTS('RDS', '${resourceId}', '${name}.avg')` },
  ];
  return {
    type: "metric",
    width: 8,
    height: 6,
    properties: {
      title: "Statements and transactions a second",
      region,
      view: "timeSeries",
      stacked: false,
      period: 60,
      metrics: [
        counter("statements", "db.SQL.queries_finished", "statements finished"),
        counter("commits", "db.Transactions.xact_commit", "commits"),
        counter("rollbacks", "db.Transactions.xact_rollback", "rollbacks"),
      ],
      yAxis: { left: { label: "a second", min: 0, showUnits: false } },
      annotations: { horizontal: [] },
    },
  };
}
