import { describe, expect, it } from "vitest";
import { type RdsMetricName, rdsMetrics } from "../../aws/alarm-metrics.ts";
import { Dashboard, type DashboardArgs } from "../../components/dashboard/dashboard.ts";
import type { DashboardBody } from "../../components/dashboard/dashboard-body.ts";
import { metricChart } from "../../components/dashboard/metric-chart.ts";
import { serverless } from "../unit/alarms/watched-servers.ts";
import { inputsOf, refusal, registeredOnAws, summary } from "./on-aws.ts";

const args: DashboardArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  resourceId: "db-ABC",
  replicas: [{ name: "replica-1", identifier: "shop-prod-replica-1" }],
  instanceClass: "db.r7g.large",
  maxConnections: 200,
  allocatedStorage: 100,
  maxAllocatedStorage: 1000,
  storageType: "gp3",
  logGroupName: "/aws/rds/instance/shop-prod/postgresql",
  alarmArns: ["arn:cpu", "arn:memory"],
};
const aurora: Partial<DashboardArgs> = {
  ...serverless,
  resourceId: undefined,
  replicas: [{ name: "readers", identifier: "shop-prod" }],
};

/** What a test reads of CloudWatch's structure. */
interface Properties {
  readonly title: string;
  readonly stacked?: boolean;
  readonly metrics?: readonly (readonly unknown[])[];
  readonly yAxis?: { readonly left: { readonly label: string } };
  readonly annotations?: {
    readonly horizontal: readonly { readonly label: string; readonly value: number }[];
  };
  readonly query?: string;
  readonly alarms?: readonly string[];
}

async function bodyOf(changed: Partial<DashboardArgs> = {}): Promise<DashboardBody> {
  const { resources } = await registeredOnAws(() => new Dashboard("dashboard", { ...args, ...changed }));
  expect(summary(resources)).toEqual([
    "aws:cloudwatch/dashboard:Dashboard dashboard of dashboard",
    "pgstack:index:Dashboard dashboard of undefined",
  ]);
  const inputs = inputsOf(
    resources.filter(({ type }) => type.startsWith("aws:")),
    "Dashboard",
    "dashboard",
  );
  expect(inputs.dashboardName).toBe("shop-prod");
  return inputs.dashboardBody as DashboardBody;
}
const propertiesOf = (body: DashboardBody) =>
  body.widgets.map(({ properties }) => properties as unknown as Properties);
async function chart(title: string, changed?: Partial<DashboardArgs>): Promise<Properties> {
  const found = propertiesOf(await bodyOf(changed)).filter((one) => one.title === title);
  expect(found).toHaveLength(1);
  return found[0] as Properties;
}

describe("Dashboard", () => {
  it("shows these charts, in this order", async () => {
    expect(propertiesOf(await bodyOf()).map(({ title }) => title)).toEqual([
      "Alarms",
      "Active sessions, by what they do",
      "Age of transaction ids",
      "WAL",
      "Processors",
      "Connections",
      "Memory",
      "Storage",
      "Disk operations",
      "Disk throughput",
      "Disk latency",
      "Disk queue",
      "Network",
      "Swap",
      "Logins by IAM",
      "Replicas",
      "Statements and transactions a second",
      "Time of logged (slow) statements: median, p95, p99 in ms",
      "Slowest logged statements",
      "Counted in the log",
    ]);
    const titles = propertiesOf(await bodyOf(aurora)).map(({ title }) => title);
    expect(titles).toContain("Local storage");
    expect(titles).not.toContain("Storage");
    expect(titles).not.toContain("Statements and transactions a second");
  });

  it.each([
    ["rds", {}],
    ["aurora", aurora],
  ] as const)(
    "charts on %s only metrics that it has, each under its own name and unit",
    async (kind, changed) => {
      let lines = 0;
      for (const { title, metrics = [], yAxis } of propertiesOf(await bodyOf(changed)))
        for (const metric of metrics) {
          if (metric[0] !== "AWS/RDS") continue;
          lines += 1;
          const known = rdsMetrics[metric[1] as RdsMetricName];
          expect([metric[1], known?.of]).toEqual([metric[1], expect.arrayContaining([kind])]);
          const { label } = metric.at(-1) as { label: string };
          expect([title, label]).toEqual([title, `${label.split(":")[0]}: ${known.label}`]);
          expect([title, yAxis?.left.label]).toEqual([title, known.unit]);
        }
      expect(lines).toBeGreaterThan(30);
    },
  );

  it("charts no metric twice for one server, and names no two alike", async () => {
    const seen = propertiesOf(await bodyOf()).flatMap(({ metrics = [] }) =>
      metrics
        .filter(([namespace]) => namespace === "AWS/RDS")
        .map((metric) => JSON.stringify(metric.slice(0, -1))),
    );
    expect(new Set(seen).size).toBe(seen.length);
    const labels = Object.values(rdsMetrics).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each<[string, Partial<DashboardArgs>, Record<string, string[]>]>([
    [
      "rds",
      {},
      {
        WAL: ["TransactionLogsDiskUsage Average", "OldestReplicationSlotLag Average"],
        Storage: ["FreeStorageSpace Minimum"],
        Replicas: ["ReplicaLag Maximum"],
      },
    ],
    [
      "aurora",
      aurora,
      {
        WAL: ["TransactionLogsDiskUsage Average"],
        "Local storage": ["FreeLocalStorage Minimum"],
        Replicas: ["AuroraReplicaLag Maximum"],
      },
    ],
  ])("charts on %s under each title just these metrics", async (_, changed, own) => {
    const charted = propertiesOf(await bodyOf(changed)).flatMap(({ title, metrics = [] }) => {
      const ofRds = metrics.filter(([namespace]) => namespace === "AWS/RDS");
      const words = ofRds.map((metric) => `${metric[1]} ${(metric.at(-1) as { stat: string }).stat}`);
      return words.length === 0 ? [] : [[title, [...new Set(words)]]];
    });
    expect(Object.fromEntries(charted)).toEqual({
      "Active sessions, by what they do": ["DBLoadCPU Average", "DBLoadNonCPU Average"],
      "Age of transaction ids": ["MaximumUsedTransactionIDs Maximum"],
      Processors: ["CPUUtilization Average"],
      Connections: ["DatabaseConnections Average"],
      Memory: ["FreeableMemory Average"],
      "Disk operations": ["ReadIOPS Average", "WriteIOPS Average"],
      "Disk throughput": ["ReadThroughput Average", "WriteThroughput Average"],
      "Disk latency": ["ReadLatency Average", "WriteLatency Average"],
      "Disk queue": ["DiskQueueDepth Average"],
      Network: ["NetworkReceiveThroughput Average", "NetworkTransmitThroughput Average"],
      Swap: ["SwapUsage Average"],
      "Logins by IAM": [
        "IamDbAuthConnectionSuccess Sum",
        "IamDbAuthConnectionFailure Sum",
        "IamDbAuthConnectionFailureThrottling Sum",
      ],
      ...own,
    });
  });

  it("draws a line for each server, and the alarms' thresholds", async () => {
    expect(await chart("Connections")).toEqual({
      title: "Connections",
      region: "us-east-1",
      view: "timeSeries",
      stacked: false,
      period: 60,
      metrics: [
        [
          "AWS/RDS",
          "DatabaseConnections",
          "DBInstanceIdentifier",
          "shop-prod",
          { stat: "Average", label: "primary: connections" },
        ],
        [
          "AWS/RDS",
          "DatabaseConnections",
          "DBInstanceIdentifier",
          "shop-prod-replica-1",
          { stat: "Average", label: "replica-1: connections" },
        ],
      ],
      yAxis: { left: { label: "connections", min: 0, showUnits: false } },
      annotations: {
        horizontal: [
          { label: "alarm connections", value: 160 },
          { label: "alarm connections-critical", value: 190 },
          { label: "max_connections", value: 200 },
        ],
      },
    });
    const lines = async (title: string) => (await chart(title)).annotations?.horizontal;
    expect(await lines("Replicas")).toEqual([
      { label: "alarm replica-lag", value: 60 },
      { label: "alarm replica-lag-critical", value: 100 },
    ]);
    expect(await lines("Disk operations")).toEqual([{ label: "baseline of class and storage", value: 3000 }]);
    expect((await chart("Active sessions, by what they do")).stacked).toBe(true);
  });

  it("draws Aurora's writer and readers by their part in the cluster", async () => {
    const { metrics } = await chart("Processors", aurora);
    expect(metrics?.map((metric) => metric.slice(2, 6))).toEqual([
      ["DBClusterIdentifier", "shop-prod", "Role", "WRITER"],
      ["DBClusterIdentifier", "shop-prod", "Role", "READER"],
    ]);
  });

  it("asks Performance Insights for statements, and the log for their times", async () => {
    const { metrics } = await chart("Statements and transactions a second");
    expect(metrics).toEqual([
      [
        {
          id: "statements",
          label: "statements finished",
          expression: "DB_PERF_INSIGHTS('RDS', 'db-ABC', 'db.SQL.queries_finished.avg')",
        },
      ],
      [
        {
          id: "commits",
          label: "commits",
          expression: "DB_PERF_INSIGHTS('RDS', 'db-ABC', 'db.Transactions.xact_commit.avg')",
        },
      ],
      [
        {
          id: "rollbacks",
          label: "rollbacks",
          expression: "DB_PERF_INSIGHTS('RDS', 'db-ABC', 'db.Transactions.xact_rollback.avg')",
        },
      ],
    ]);
    expect((await chart("Time of logged (slow) statements: median, p95, p99 in ms")).query).toBe(
      "SOURCE '/aws/rds/instance/shop-prod/postgresql' | filter @message like /duration: [0-9.]+ ms/ | parse @message /duration: (?<ms>[0-9.]+) ms/ | stats pct(ms, 50) as median, pct(ms, 95) as p95, pct(ms, 99) as p99 by bin(5m)",
    );
  });

  it("shows alarms in widgets of a hundred", async () => {
    const many = Array.from({ length: 101 }, (_, index) => `arn:${index}`);
    const alarms = propertiesOf(await bodyOf({ alarmArns: many })).filter((one) => one.alarms !== undefined);
    expect(alarms.map(({ title, alarms }) => [title, alarms?.length])).toEqual([
      ["Alarms, 1 of 2", 100],
      ["Alarms, 2 of 2", 1],
    ]);
    expect(propertiesOf(await bodyOf({ alarmArns: [] }))[0]?.title).toBe("Active sessions, by what they do");
  });

  it("places widgets beside each other without overlap, on 24 columns", async () => {
    const { widgets } = await bodyOf();
    for (const [index, one] of widgets.entries()) {
      expect(one.x + one.width).toBeLessThanOrEqual(24);
      for (const other of widgets.slice(index + 1))
        expect(
          one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y,
        ).toBe(true);
    }
  });

  it("has no replicas' chart without replicas", async () => {
    expect(propertiesOf(await bodyOf({ replicas: [] })).map(({ title }) => title)).not.toContain("Replicas");
  });

  it("refuses a class that it knows nothing of, and a chart of two units", async () => {
    expect(await refusal(() => new Dashboard("dashboard", { ...args, instanceClass: "db.x" }))).toContain(
      "pgstack:instanceClass",
    );
    expect(() =>
      metricChart(
        {
          title: "Both",
          metrics: [
            { metric: "ReadIOPS", statistic: "Average" },
            { metric: "ReadLatency", statistic: "Average" },
          ],
        },
        [],
        "us-east-1",
      ),
    ).toThrow("Both has metrics in a second and seconds");
  });
});
