import { describe, expect, it } from "vitest";
import { pricesOf } from "../../../aws/prices/prices-of.ts";
import { usEast1 } from "../../../aws/prices/us-east-1.ts";
import type { CostAssumptions } from "../../../cost/assumptions.ts";
import { budgetOf } from "../../../cost/budget-of.ts";
import { type CostGroup, cents } from "../../../cost/estimate-line.ts";
import { estimateMonth, totalOf } from "../../../cost/estimate-month.ts";
import { forHours } from "../../../cost/for-hours.ts";
import { monthlyBudget } from "../../../cost/monthly-budget.ts";
import { productionDefaults } from "../../../settings/production/production-defaults.ts";
import type { ProductionSettings } from "../../../settings/production/production-settings.ts";

const estimate = (changed: Partial<ProductionSettings> = {}, assumed: Partial<CostAssumptions> = {}) =>
  estimateMonth({ ...productionDefaults, ...changed }, usEast1, assumed);

/** Dollars by item. */
const amounts = (...args: Parameters<typeof estimate>) =>
  Object.fromEntries(estimate(...args).lines.map(({ item, monthly }) => [item, monthly]));

describe("estimateMonth", () => {
  it("has these lines for the defaults", () => {
    expect(
      estimate().lines.map(({ group, item, quantity, unit, monthly }) => [
        group,
        item,
        quantity,
        unit,
        monthly,
      ]),
    ).toEqual([
      ["compute", "primary", 730, "hours of db.r7g.large", 174.47],
      ["compute", "standby in another zone", 730, "hours of db.r7g.large", 174.47],
      ["compute", "replicas", 730, "hours of db.r7g.large", 174.47],
      ["storage", "gp3 disks", 300, "GB", 34.5],
      ["backups", "automated backups in the region of the copies", 80, "GB", 7.6],
      ["backups", "recovery points of AWS Backup", 100, "GB", 9.5],
      ["backups", "recovery points in the region of the copies", 100, "GB", 9.5],
      ["backups", "exports and trail in S3", 10, "GB", 0.23],
      ["watching", "logs to CloudWatch", 5, "GB", 2.5],
      ["watching", "logs kept", 5, "GB", 0.15],
      ["watching", "enhanced monitoring", 0.44, "GB", 0.22],
      ["watching", "alarms", 46, "alarms", 4.6],
      ["watching", "alarms on anomalies", 6, "alarms", 1.8],
      ["watching", "composite alarms", 8, "alarms", 4],
      ["watching", "dashboard", 1, "dashboard", 3],
      ["keys and secrets", "KMS keys", 3, "keys", 3],
      ["keys and secrets", "administrator's secret", 1, "secret", 0.4],
      ["keys and secrets", "rotation", 10, "GB-seconds", 0],
      ["network", "interface endpoints", 7300, "endpoint-hours", 73],
      ["network", "through the endpoints", 1, "GB", 0.01],
      ["network", "bastion", 730, "hours", 3.07],
      ["network", "disk of the bastion", 8, "GB", 0.64],
      ["network", "data to the region of the copies", 60, "GB", 1.2],
    ]);
    expect(estimate().total).toBe(682.33);
  });

  it("comes to the sum of its lines", () => {
    const { lines, total } = estimate({ proxy: true, replicas: 3 });
    expect(total).toBe(cents(lines.reduce((sum, { monthly }) => sum + monthly, 0)));
  });

  it("meets the figures of a lab: 30 to 40 dollars with the smallest class", () => {
    const lab = estimate(
      {
        instanceClass: "db.t4g.micro",
        allocatedStorage: 50,
        maxAllocatedStorage: 50,
        multiAz: false,
        replicas: 0,
        backupReplication: false,
        backupPlan: false,
        snapshotExport: false,
        auditTrail: false,
        bastion: false,
        dashboard: false,
        vpcId: "vpc-0f",
      },
      { logGb: 10, processingHours: 100, keys: 1, metricAlarms: 10, anomalyAlarms: 0, compositeAlarms: 0 },
    );
    const group = (name: CostGroup) => totalOf(lab.lines.filter((line) => line.group === name));
    // About 15, 10, 8 and 5 dollars.
    expect(group("compute")).toBe(11.68);
    expect(group("data")).toBe(10);
    expect(group("storage")).toBe(5.75);
    expect(lab.lines.find(({ item }) => item === "logs to CloudWatch")?.monthly).toBe(5);
    expect(lab.total).toBe(35.24);
    expect(lab.total).toBeGreaterThanOrEqual(30);
    expect(lab.total).toBeLessThanOrEqual(40);
  });

  it.each<[string, Partial<ProductionSettings>, Record<string, number | undefined>]>([
    ["no standby", { multiAz: false }, { "standby in another zone": undefined, "gp3 disks": 23 }],
    ["three replicas", { replicas: 3 }, { replicas: 523.41, "gp3 disks": 57.5, alarms: 8.8 }],
    ["small replicas", { replicaInstanceClass: "db.t4g.medium" }, { replicas: 47.45 }],
    ["a larger class", { instanceClass: "db.r7g.4xlarge", replicas: 0 }, { primary: 1395.76 }],
    [
      "a replica in the other region",
      { copyRegionReplica: true },
      { "replica in the region of the copies": 174.47, "gp3 disks": 46 },
    ],
    [
      "IOPS and throughput that gp3 has anyway",
      { allocatedStorage: 400, iops: 12_000, storageThroughput: 500 },
      { "IOPS beyond gp3's own": undefined, "throughput beyond gp3's own": undefined, "gp3 disks": 138 },
    ],
    [
      "more of both, on primary, standby and replica",
      { allocatedStorage: 400, iops: 14_000, storageThroughput: 600 },
      { "IOPS beyond gp3's own": 120, "throughput beyond gp3's own": 24 },
    ],
    ["io2", { storageType: "io2", iops: 3000, replicas: 0 }, { "io2 disks": 25, "IOPS of io2": 600 }],
    ["a short memory of logs", { logRetention: 90 }, { "logs kept": 0.45 }],
    ["monitoring every second", { monitoringInterval: 1 }, { "enhanced monitoring": 13.2 }],
    ["no monitoring", { monitoringInterval: 0 }, { "enhanced monitoring": undefined }],
    ["advanced insights", { databaseInsights: "advanced" }, { "Database Insights, advanced": 54.75 }],
    ["a long history", { performanceInsightsRetention: 93 }, { "history of Performance Insights": 11.42 }],
    ["a proxy", { proxy: true }, { "RDS Proxy": 21.9 }],
    ["an existing network", { vpcId: "vpc-0f" }, { "interface endpoints": undefined }],
    ["a third zone", { availabilityZones: ["a", "b", "c"] }, { "interface endpoints": 109.5 }],
    [
      "no bastion",
      { bastion: false },
      { "interface endpoints": 14.6, bastion: undefined, "disk of the bastion": undefined },
    ],
    [
      "no copies",
      { backupReplication: false, backupPlan: false },
      { "KMS keys": 2, "data to the region of the copies": undefined },
    ],
    [
      "copies of AWS Backup alone",
      { backupReplication: false },
      { "KMS keys": 3, "data to the region of the copies": 0.6 },
    ],
    ["a key of the copies that is there", { copyKmsKeyArn: "arn:key" }, { "KMS keys": 2 }],
    ["recipients of alarms", { alarmEmails: ["a@example.com", "b@example.com"] }, { "e-mails of alarms": 0 }],
  ])("counts %s", (_, changed, expected) => {
    expect(amounts(changed)).toMatchObject(
      Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
    );
    for (const [item, value] of Object.entries(expected))
      if (value === undefined) expect(amounts(changed)).not.toHaveProperty(item);
  });

  it("counts backups that are more than is allocated", () => {
    // 95 GB, of which a twentieth changes each day: 95 + 142.5 of the primary, 95 + 33.25 of the replica, 200 free.
    expect(amounts({}, { usedStorage: 95, dailyChange: 5 })).toMatchObject({
      "automated backups beyond the free part": 15.75,
    });
  });

  it("counts Aurora by capacity, storage and requests", () => {
    // Two servers with 0.5 and a tenth of 15.5 units each.
    expect(amounts({ server: "aurora" })).toMatchObject({
      "Aurora capacity": 359.16,
      "Aurora storage": 5,
      "requests to Aurora's storage": 20,
      "backups of Aurora": 0.63,
    });
    expect(amounts({ server: "aurora", auroraServerless: false, auroraGlobal: true })).toMatchObject({
      "Aurora instances": 604.44,
    });
  });

  it("names a class without a price, unless it is given one", () => {
    expect(estimate({ instanceClass: "db.x2g.large" }).unpriced).toEqual(["db.x2g.large"]);
    expect(estimate({ instanceClass: "db.nonsense" }).unpriced).toEqual(["db.nonsense"]);
    const priced = estimate({ instanceClass: "db.x2g.large" }, { instancePrice: 0.5 });
    expect(priced.unpriced).toEqual([]);
    expect(priced.lines[0]).toMatchObject({ item: "primary", price: 0.5, monthly: 365 });
    expect(estimate().unpriced).toEqual([]);
  });
});

describe("prices", () => {
  it("are there of both regions of the stack, and of no other", () => {
    expect(pricesOf("us-east-1")?.region).toBe("us-east-1");
    expect(pricesOf("us-west-2")?.region).toBe("us-west-2");
    expect(pricesOf("eu-central-1")).toBeUndefined();
  });

  it("say from when and where they are", () => {
    expect(usEast1.asOf).toMatch(/^20\d\d-\d\d$/);
    expect(usEast1.sources.map(({ url }) => new URL(url).hostname)).toEqual(
      Array(usEast1.sources.length).fill("aws.amazon.com"),
    );
  });
});

describe("budgetOf", () => {
  it("is what is set, or the estimate and a fifth, rounded up", () => {
    expect(budgetOf(45, 1000)).toBe(45);
    expect(budgetOf("estimate", 682.33)).toBe(819);
    expect(budgetOf("estimate", 100)).toBe(120);
    expect(budgetOf("estimate", 100.01)).toBe(121);
  });
});

describe("monthlyBudget", () => {
  it.each<[string, Partial<ProductionSettings>, number | undefined]>([
    ["the estimate and a fifth", {}, 819],
    ["what is set", { monthlyBudget: 45 }, 45],
    ["what is set, without a price", { monthlyBudget: 45, region: "eu-central-1" }, 45],
    ["nothing, without prices of the region", { region: "eu-central-1" }, undefined],
    ["nothing, without a price of the class", { instanceClass: "db.x2g.large" }, undefined],
  ])("is %s", (_, changed, expected) => {
    expect(monthlyBudget({ ...productionDefaults, ...changed })).toBe(expected);
  });
});

describe("forHours", () => {
  it("takes each line's part of a month", () => {
    const sixHours = forHours(estimate(), 6);
    expect(sixHours.lines[0]).toMatchObject({ item: "primary", quantity: 6, monthly: 1.43 });
    expect(sixHours.total).toBe(5.58);
  });
});
