import { beforeAll, describe, expect, it } from "vitest";
import { usEast1 } from "../../aws/prices/us-east-1.ts";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { productionOf } from "../../cli/stack/production-of.ts";
import { estimateMonth } from "../../cost/estimate-month.ts";
import type { Plan, PlannedResource } from "../../policy/planned-resource.ts";

// What is assumed of alarms, keys and endpoints is what the program declares.
describe("the estimate of stack prod", () => {
  let plan: Plan;
  const estimate = estimateMonth(productionOf("prod").production, usEast1);
  const quantity = (item: string) => estimate.lines.find((line) => line.item === item)?.quantity;
  const count = (type: string, which: (resource: PlannedResource) => boolean = () => true) =>
    plan.resources.filter((resource) => resource.type === type && which(resource)).length;
  const onAnomalies = ({ inputs }: PlannedResource) =>
    JSON.stringify(inputs).includes("ANOMALY_DETECTION_BAND");

  beforeAll(async () => {
    plan = await planOffline("prod");
  });

  it("counts the alarms of each kind that are declared", () => {
    const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    expect(quantity("alarms")).toBe(count(alarm, (resource) => !onAnomalies(resource)));
    expect(quantity("alarms on anomalies")).toBe(count(alarm, onAnomalies));
    expect(quantity("composite alarms")).toBe(count("aws:cloudwatch/compositeAlarm:CompositeAlarm"));
    expect(quantity("dashboard")).toBe(count("aws:cloudwatch/dashboard:Dashboard"));
  });

  it("counts the keys, the secret, the endpoints in each zone and the bastion", () => {
    expect(quantity("KMS keys")).toBe(count("aws:kms/key:Key"));
    expect(quantity("administrator's secret")).toBe(count("aws:secretsmanager/secret:Secret"));
    const zones = productionOf("prod").production.availabilityZones.length;
    const interfaces = count(
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      ({ inputs }) => inputs.vpcEndpointType === "Interface",
    );
    expect(quantity("interface endpoints")).toBe(interfaces * zones * 730);
    expect(quantity("bastion")).toBe(count("aws:ec2/instance:Instance") * 730);
  });

  it("counts the servers, their standby and their disks", () => {
    const servers = plan.resources.filter(({ type }) => type === "aws:rds/instance:Instance");
    const standbys = servers.filter(({ inputs }) => inputs.multiAz === true).length;
    const hours = ["primary", "standby in another zone", "replicas"].reduce(
      (sum, item) => sum + (quantity(item) ?? 0),
      0,
    );
    expect(hours).toBe((servers.length + standbys) * 730);
  });
});
