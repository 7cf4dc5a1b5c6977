/** A metric of namespace AWS/RDS. */
export interface RdsMetric {
  /** What it is, as a chart says it. */
  readonly label: string;
  /** As CloudWatch has it, whatever the console shows. */
  readonly unit: string;
  /** Kinds of servers that have it. */
  readonly of: readonly ("rds" | "aurora")[];
}

const both = ["rds", "aurora"] as const;
const rds = ["rds"] as const;
const aurora = ["aurora"] as const;

/**
 * The metrics that alarms and charts are made of, as PostgreSQL has them (RDS user guide, "Amazon CloudWatch metrics for
 * Amazon RDS", "Amazon CloudWatch metrics for Performance Insights" and "Monitoring IAM database authentication"; Aurora user
 * guide, "Amazon CloudWatch metrics for Amazon Aurora"; 2026-11). Every label of a chart is taken from here.
 */
export const rdsMetrics = {
  ACUUtilization: { label: "capacity used", unit: "percent", of: aurora },
  AuroraReplicaLag: { label: "behind the writer", unit: "milliseconds", of: aurora },
  BufferCacheHitRatio: { label: "pages found in the cache", unit: "percent", of: aurora },
  CPUCreditBalance: { label: "CPU credits left", unit: "credits", of: rds },
  CPUUtilization: { label: "processor use", unit: "percent", of: both },
  DBLoad: { label: "active sessions", unit: "sessions", of: both },
  DBLoadCPU: { label: "active sessions on a processor", unit: "sessions", of: both },
  DBLoadNonCPU: { label: "active sessions that wait", unit: "sessions", of: both },
  DatabaseConnections: { label: "connections", unit: "connections", of: both },
  Deadlocks: { label: "deadlocks", unit: "a second", of: aurora },
  DiskQueueDepth: { label: "requests waiting for the disk", unit: "requests", of: both },
  "EBSByteBalance%": { label: "burst of throughput left", unit: "percent", of: rds },
  "EBSIOBalance%": { label: "burst of operations left", unit: "percent", of: rds },
  EngineUptime: { label: "time since the engine started", unit: "seconds", of: aurora },
  FreeLocalStorage: { label: "free local storage", unit: "bytes", of: aurora },
  FreeStorageSpace: { label: "free storage", unit: "bytes", of: rds },
  FreeableMemory: { label: "freeable memory", unit: "bytes", of: both },
  IamDbAuthConnectionFailure: { label: "failed logins by IAM", unit: "logins", of: both },
  IamDbAuthConnectionFailureThrottling: { label: "throttled logins by IAM", unit: "logins", of: both },
  IamDbAuthConnectionSuccess: { label: "logins by IAM", unit: "logins", of: both },
  MaximumUsedTransactionIDs: { label: "age of the oldest transaction id", unit: "transactions", of: both },
  NetworkReceiveThroughput: { label: "received", unit: "bytes a second", of: both },
  NetworkTransmitThroughput: { label: "sent", unit: "bytes a second", of: both },
  OldestReplicationSlotLag: { label: "WAL held back by a slot", unit: "bytes", of: rds },
  ReadIOPS: { label: "reads", unit: "a second", of: both },
  ReadLatency: { label: "time of a read", unit: "seconds", of: both },
  ReadThroughput: { label: "bytes read", unit: "bytes a second", of: both },
  ReplicaLag: { label: "behind the primary", unit: "seconds", of: rds },
  SwapUsage: { label: "memory on disk", unit: "bytes", of: both },
  TransactionLogsDiskUsage: { label: "WAL on disk", unit: "bytes", of: both },
  TransactionLogsGeneration: { label: "WAL written", unit: "bytes a second", of: rds },
  WriteIOPS: { label: "writes", unit: "a second", of: both },
  WriteLatency: { label: "time of a write", unit: "seconds", of: both },
  WriteThroughput: { label: "bytes written", unit: "bytes a second", of: both },
} as const satisfies Readonly<Record<string, RdsMetric>>;

export type RdsMetricName = keyof typeof rdsMetrics;
