import type { RulesOf } from "../alarm-rule.ts";
import { freeMemory, swapped } from "../thresholds.ts";

/** Memory that is free or could be made so, and memory that went to disk. */
export const memoryRules: RulesOf = (server) => [
  {
    key: "memory",
    severity: "ticket",
    title: "Little memory is left",
    measure: { metric: "FreeableMemory", statistic: "Average" },
    compare: "<",
    threshold: freeMemory(server, "low"),
    period: 60,
    periods: [15, 15],
    missing: server.kind === "aurora" && server.role === "replica" ? "missing" : "breaching",
    first: "Count the connections and look for sorts and hashes in work_mem; then take a larger class",
  },
  {
    key: "memory-critical",
    severity: "page",
    title: "Almost no memory is left: PostgreSQL may be killed for it",
    measure: { metric: "FreeableMemory", statistic: "Average" },
    compare: "<",
    threshold: freeMemory(server, "critical"),
    period: 60,
    periods: [5, 5],
    missing: "missing",
    first: "End the sessions that hold most of it, or close idle connections",
  },
  {
    key: "swap",
    severity: "ticket",
    title: "Memory of the server is on disk",
    measure: { metric: "SwapUsage", statistic: "Average" },
    compare: ">",
    threshold: swapped(server),
    period: 300,
    periods: [3, 3],
    missing: "missing",
    first: "Compare with the memory alarm; lower work_mem or max_connections, or take a larger class",
  },
];
