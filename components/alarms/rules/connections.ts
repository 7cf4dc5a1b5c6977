import type { RulesOf } from "../alarm-rule.ts";
import { connectionsAt } from "../thresholds.ts";
import { when } from "../when.ts";

/** Connections against max_connections as it is, and those that were turned away. */
export const connectionRules: RulesOf = (server) => [
  {
    key: "connections",
    severity: "ticket",
    title: "More than 80 percent of the connections are taken",
    measure: { metric: "DatabaseConnections", statistic: "Average" },
    compare: ">",
    threshold: connectionsAt(server, 0.8),
    period: 60,
    periods: [5, 5],
    missing: server.kind === "aurora" && server.role === "replica" ? "missing" : "breaching",
    first: "Count connections by application_name in pg_stat_activity; look for a pool that leaks",
  },
  {
    key: "connections-critical",
    severity: "page",
    title: "More than 95 percent of the connections are taken",
    measure: { metric: "DatabaseConnections", statistic: "Average" },
    compare: ">",
    threshold: connectionsAt(server, 0.95),
    period: 60,
    periods: [5, 5],
    missing: "missing",
    first: "End idle sessions of the application that has most of them; the next ones are turned away",
  },
  ...when(server.role === "primary", {
    key: "connections-refused",
    severity: "page",
    title: "Connections were turned away for want of a slot",
    measure: { metric: "ConnectionsRefused", statistic: "Sum", from: "log" },
    compare: ">",
    threshold: 0,
    period: 60,
    periods: [1, 1],
    missing: "notBreaching",
    first: "End idle sessions of the application that has most of them",
  }),
];
