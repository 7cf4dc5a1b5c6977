import type { RdsMetricName } from "../../aws/alarm-metrics.ts";
import { alarmRules } from "../alarms/alarm-rules.ts";
import type { WatchedServer } from "../alarms/watched-server.ts";
import type { MetricChart } from "./metric-chart.ts";
import type { Annotation } from "./widget.ts";

const average = (...metrics: RdsMetricName[]) =>
  metrics.map((metric) => ({ metric, statistic: "Average" }) as const);

/** What every server has, each with the lines at which its alarms go off. */
export function charts(server: WatchedServer): readonly MetricChart[] {
  const at = (...keys: string[]) => annotations(server, keys);
  const { kind, baselineIops } = server;
  return [
    { title: "Processors", metrics: average("CPUUtilization"), annotations: at("cpu") },
    {
      title: "Connections",
      metrics: average("DatabaseConnections"),
      annotations: [
        ...at("connections", "connections-critical"),
        { label: "max_connections", value: server.maxConnections },
      ],
    },
    {
      title: "Memory",
      metrics: average("FreeableMemory"),
      annotations: at("memory", "memory-critical"),
    },
    kind === "rds"
      ? {
          title: "Storage",
          metrics: [{ metric: "FreeStorageSpace", statistic: "Minimum" }],
          annotations: at("storage"),
        }
      : {
          title: "Local storage",
          metrics: [{ metric: "FreeLocalStorage", statistic: "Minimum" }],
          annotations: at("local-storage"),
        },
    {
      title: "Disk operations",
      metrics: average("ReadIOPS", "WriteIOPS"),
      annotations:
        baselineIops === undefined ? [] : [{ label: "baseline of class and storage", value: baselineIops }],
    },
    { title: "Disk throughput", metrics: average("ReadThroughput", "WriteThroughput") },
    {
      title: "Disk latency",
      metrics: average("ReadLatency", "WriteLatency"),
      annotations: at("read-latency-high"),
    },
    { title: "Disk queue", metrics: average("DiskQueueDepth"), annotations: at("queue-deep") },
    { title: "Network", metrics: average("NetworkReceiveThroughput", "NetworkTransmitThroughput") },
    { title: "Swap", metrics: average("SwapUsage"), annotations: at("swap") },
    {
      title: "Logins by IAM",
      metrics: [
        { metric: "IamDbAuthConnectionSuccess", statistic: "Sum" },
        { metric: "IamDbAuthConnectionFailure", statistic: "Sum" },
        { metric: "IamDbAuthConnectionFailureThrottling", statistic: "Sum" },
      ],
    },
  ];
}

/** What the primary alone is asked. */
export function primaryCharts(server: WatchedServer): readonly MetricChart[] {
  return [
    {
      title: "Active sessions, by what they do",
      metrics: average("DBLoadCPU", "DBLoadNonCPU"),
      stacked: true,
      annotations: annotations(server, ["load"]),
    },
    {
      title: "Age of transaction ids",
      metrics: [{ metric: "MaximumUsedTransactionIDs", statistic: "Maximum" }],
      annotations: annotations(server, ["transaction-ids", "transaction-ids-critical"]),
    },
    {
      title: "WAL",
      metrics:
        server.kind === "rds"
          ? average("TransactionLogsDiskUsage", "OldestReplicationSlotLag")
          : average("TransactionLogsDiskUsage"),
      annotations: annotations(server, ["wal", "slot-lag"]),
    },
  ];
}

/** What replicas alone are asked. */
export function replicaCharts(server: WatchedServer): readonly MetricChart[] {
  return [
    {
      title: "Replicas",
      metrics: [{ metric: server.kind === "rds" ? "ReplicaLag" : "AuroraReplicaLag", statistic: "Maximum" }],
      annotations: annotations(server, ["replica-lag", "replica-lag-critical"]),
    },
  ];
}

/** An alarm's threshold as a line; none where the server has not the alarm. */
function annotations(server: WatchedServer, keys: readonly string[]): readonly Annotation[] {
  const rules = alarmRules(server);
  return keys.flatMap((key) => {
    const rule = rules.find((one) => one.key === key);
    return rule === undefined ? [] : [{ label: `alarm ${key}`, value: rule.threshold }];
  });
}
